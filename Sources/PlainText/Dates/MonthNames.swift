/// The names of months in the languages of feeds.
enum MonthNames {
  private static let packed: [UInt32] = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { pack($0.utf8) }

  private static func pack(_ letters: some Collection<UInt8>) -> UInt32 {
    letters.prefix(3).reduce(0) { $0 << 8 | UInt32($1 | 0x20) }
  }

  /// By the first three letters, in English; without a dictionary of words.
  static func english(_ word: some Collection<UInt8>) -> Int? {
    guard word.count >= 3 else { return nil }
    return packed.firstIndex(of: pack(word)).map { $0 + 1 }
  }

  /// By a lower-case name without a final point, in any of the languages.
  static func any(_ name: String) -> Int? { table[name] }

  private static let table: [String: Int] = {
    var all: [String: Int] = [:]
    for line in lines {
      for (place, names) in line.split(separator: ",").enumerated() {
        for name in names.split(separator: " ") where all[String(name)] == nil {
          all[String(name)] = place + 1
        }
      }
    }
    return all
  }()

  /// One language a line, January to December; several spellings of a month side by side.
  private static let lines = [
    // English
    "january jan,february feb,march mar,april apr,may,june jun,july jul,august aug,"
      + "september sept sep,october oct,november nov,december dec",
    // French
    "janvier janv jan,février fevrier févr fevr fév fev,mars,avril avr,mai,juin,juillet juil,"
      + "août aout aoû aou,septembre sept,octobre oct,novembre nov,décembre decembre déc dec",
    // German, with Austria's names
    "januar jänner jän jan,februar feber feb,märz maerz marz mär mrz,april apr,mai,juni,juli,"
      + "august aug,september sep,oktober okt,november nov,dezember dez",
    // Spanish
    "enero ene,febrero feb,marzo mar,abril abr,mayo may,junio jun,julio jul,agosto ago,"
      + "septiembre setiembre sept set,octubre oct,noviembre nov,diciembre dic",
    // Italian
    "gennaio gen,febbraio feb,marzo mar,aprile apr,maggio mag,giugno giu,luglio lug,agosto ago,"
      + "settembre set sett,ottobre ott,novembre nov,dicembre dic",
    // Portuguese
    "janeiro jan,fevereiro fev,março marco,abril abr,maio mai,junho jun,julho jul,agosto ago,"
      + "setembro set,outubro out,novembro nov,dezembro dez",
    // Dutch
    "januari,februari,maart mrt,april,mei,juni,juli,augustus,september,oktober,november,december",
    // Danish, Norwegian, Swedish
    "januar januari,februar februari,marts mars,april,maj mai,juni,juli,august augusti,september,"
      + "oktober,november,desember december",
    // Russian
    "январь января янв,февраль февраля фев февр,март марта мар,апрель апреля апр,май мая,"
      + "июнь июня июн,июль июля июл,август августа авг,сентябрь сентября сен сент,"
      + "октябрь октября окт,ноябрь ноября ноя нояб,декабрь декабря дек",
    // Ukrainian
    "січень січня січ,лютий лютого лют,березень березня бер,квітень квітня кві квіт,"
      + "травень травня тра трав,червень червня чер черв,липень липня лип,серпень серпня сер серп,"
      + "вересень вересня вер,жовтень жовтня жов жовт,листопад листопада лис,грудень грудня гру",
    // Greek
    "ιανουάριος ιανουαρίου ιαν,φεβρουάριος φεβρουαρίου φεβ,μάρτιος μαρτίου μάρ μαρ μάρτ,"
      + "απρίλιος απριλίου απρ,μάιος μαΐου μάι μαϊ μαι μάϊος,ιούνιος ιουνίου ιούν ιουν ιον,"
      + "ιούλιος ιουλίου ιούλ ιουλ ιολ,αύγουστος αυγούστου αύγ αυγ,"
      + "σεπτέμβριος σεπτεμβρίου σεπ σεπτ,οκτώβριος οκτωβρίου οκτ,"
      + "νοέμβριος νοεμβρίου νοέμ νοε νοέ νοεμ,δεκέμβριος δεκεμβρίου δεκ",
    // Hungarian
    "január jan,február februári feb febr,március márc,április máp ápr,május máj,június jún,"
      + "július júl,augusztus aug,szeptember szept,október okt,november nov,december dec",
    // Polish
    "styczeń stycznia sty,luty lutego lut,marzec marca mar,kwiecień kwietnia kwi,maj maja,"
      + "czerwiec czerwca cze,lipiec lipca lip,sierpień sierpnia sie,wrzesień września wrz,"
      + "październik października paź,listopad listopada lis,grudzień grudnia gru",
    // Czech
    "leden ledna led,únor února úno,březen března bře,duben dubna dub,květen května kvě,"
      + "červen června čvn,červenec července čvc,srpen srpna srp,září zář,říjen října říj,"
      + "listopad listopadu,prosinec prosince pro",
    // Finnish
    "tammikuu tammikuuta tammi,helmikuu helmikuuta helmi,maaliskuu maaliskuuta maalis,"
      + "huhtikuu huhtikuuta huhti,toukokuu toukokuuta touko,kesäkuu kesäkuuta kesä,"
      + "heinäkuu heinäkuuta heinä,elokuu elokuuta elo,syyskuu syyskuuta syys,"
      + "lokakuu lokakuuta loka,marraskuu marraskuuta marras,joulukuu joulukuuta joulu",
    // Turkish
    "ocak oca,şubat şub,mart mar,nisan nis,mayıs may,haziran haz,temmuz tem,ağustos ağu,"
      + "eylül eyl,ekim eki,kasım kas,aralık ara",
    // Romanian
    "ianuarie ian,februarie,martie,aprilie,mai,iunie iun,iulie iul,august,septembrie,"
      + "octombrie,noiembrie noi,decembrie",
    // Indonesian
    "januari,februari,maret,april,mei,juni,juli,agustus agu,september,oktober,november,desember des",
  ]
}
