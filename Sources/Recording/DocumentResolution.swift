internal import Model

/// The entries of one document, joined to what the ledger knows of them.
struct DocumentResolution: Sendable {
  /// A distinct entry: one that stands twice in the document has one slot.
  struct Slot: Sendable {
    /// Its number in the ledger; nil when it is new.
    var number: Int64?
    var storedFingerprint: UInt64 = 0
    var hasLeft = false
    /// That of its text; of all its texts, when it stands in the document with several.
    var fingerprint: UInt64
    var keys: EntryKeys
    /// Known by title, link and date only, so that its id is to be remembered too.
    var hasRenewedID = false
    var isMatched = false

    var isNew: Bool { number == nil }
    var hasChanged: Bool { number != nil && storedFingerprint != fingerprint }
  }

  private(set) var slots: [Slot] = []
  /// For each entry of the document, its slot.
  private(set) var slotOfEntry: [Int] = []
  /// Whether an equal entry stands before it in the document.
  private(set) var isRepeat: [Bool] = []

  /// For a feed of which the ledger knows nothing.
  init(ofFirst identity: DocumentIdentity) {
    self.init(identity) { _ throws(Never) in nil }
  }

  /// `find` looks a key up in the ledger: number, fingerprint, and whether the entry had left.
  init<Failure>(
    _ identity: DocumentIdentity,
    find: (UInt64) throws(Failure) -> (number: Int64, fingerprint: UInt64, hasLeft: Bool)?
  ) throws(Failure) {
    let count = identity.keys.count
    slots.reserveCapacity(count)
    slotOfEntry.reserveCapacity(count)
    isRepeat.reserveCapacity(count)
    var slotOfNumber: [Int64: Int] = [:]
    var slotOfKey = KeyTable(minimumCapacity: 2 * count)
    var repeats = Repeats()
    for (fingerprint, keys) in zip(identity.fingerprints, identity.keys) {
      var made = Slot(fingerprint: 0, keys: keys.candidates)
      var slot: Int?
      for (index, key) in keys.candidates.enumerated() {
        if let place = slotOfKey[key] {
          slot = place
        } else if let known = try find(key) {
          made.number = known.number
          made.storedFingerprint = known.fingerprint
          made.hasLeft = known.hasLeft
          slot = slotOfNumber[known.number]
        } else {
          continue
        }
        made.hasRenewedID = keys.hasID && index > 0
        break
      }
      let place = slot ?? slots.count
      if slot == nil {
        if let number = made.number { slotOfNumber[number] = place }
        slots.append(made)
      } else if made.hasRenewedID {
        // Two ids in one document for what is one entry: it is known by both.
        slots[place].keys.append(keys.candidates[0])
        slots[place].hasRenewedID = true
      }
      for key in keys.candidates { slotOfKey.insert(key, place) }
      let isFirst =
        slot == nil
        || repeats.isNew(fingerprint, in: place, after: slotOfEntry, identity.fingerprints)
      // A sum does not depend on the order in which a document lists them.
      if isFirst { slots[place].fingerprint &+= fingerprint }
      slotOfEntry.append(place)
      isRepeat.append(!isFirst)
    }
  }

  /// The texts of a document, once one of its entries stands in it again, which is rare.
  private struct Repeats {
    private struct Text: Hashable {
      var slot: Int
      var fingerprint: UInt64
    }
    private var texts: Set<Text> = []
    private var entries = 0

    /// `slots` and `fingerprints`: those of the entries so far, and of all.
    mutating func isNew(
      _ fingerprint: UInt64, in slot: Int, after slots: [Int], _ fingerprints: [UInt64]
    ) -> Bool {
      for entry in entries..<slots.count {
        texts.insert(Text(slot: slots[entry], fingerprint: fingerprints[entry]))
      }
      entries = slots.count
      return texts.insert(Text(slot: slot, fingerprint: fingerprint)).inserted
    }
  }
}
