import CLibxml2
import Glibc

/// Texts that libxml2 reports, and what it was not shown, in the order of the document.
extension StrictReader {
  /// The text of most documents comes in one or two pieces, and most of it is kept.
  @inline(__always)
  func text(_ start: UnsafePointer<UInt8>?, _ count: Int) {
    guard let start else { return }
    if let next = outline.nextPlace, let place = place(of: start), next < place + count {
      return mixed(start, count, at: place)
    }
    addText(start, count)
  }

  /// Bytes of which some stand for what was left out.
  private func mixed(_ start: UnsafePointer<UInt8>, _ count: Int, at place: Int) {
    var done = 0
    while done < count, !here.pointee.isStopped {
      if let section = outline.take(at: place + done) {
        take(section)
        done += 1
      } else {
        let next = (outline.nextPlace ?? .max) - place
        // One behind was not found where it had to be: the document will not do.
        let end = next > done && next < count ? next : count
        addText(start + done, end - done)
        done = end
      }
    }
  }

  @inline(__always)
  private func addText(_ start: UnsafePointer<UInt8>, _ count: Int) {
    guard here.pointee.capture != 0 else { return }
    // A reference to a control character, which no one else sees.
    if start[0] == 0xC2 { gathered.pointee.mayHoldControls = true }
    let length = gathered.pointee.count
    guard !here.pointee.isEscaping, count <= gathered.pointee.capacity - length,
      length + count <= here.pointee.mostText
    else { return builder._withUnsafeGuaranteedRef { $0.addText(start, count) } }
    if count == 1 {
      // What an entity stands for.
      gathered.pointee.memory[length] = start[0]
    } else {
      memcpy(gathered.pointee.memory + length, start, count)
    }
    gathered.pointee.count = length + count
  }

  func section() {
    guard let section = outline.take(at: place), section.name < 0 else { return giveUp() }
    take(section)
  }

  private func take(_ section: Outline.Section) {
    if section.name < 0 { return takeText(section) }
    let meaning = meaning(of: leaves[section.name])
    guard let local = meaning.local else { return giveUp() }
    if !meaning.isDeclared { builder._withUnsafeGuaranteedRef { $0.warnings.note(.prefix) } }
    let name = RawName(local: local, namespace: meaning.uri)
    if section.attributes.isEmpty {
      builder._withUnsafeGuaranteedRef { $0.start(meaning.element, name, .none) }
    } else {
      let attributes = leafAttributes[section.attributes]
      for attribute in attributes.list where !attribute.prefix.isEmpty { check(attribute.prefix) }
      builder._withUnsafeGuaranteedRef { $0.start(meaning.element, name, attributes) }
    }
    takeText(section)
    guard !here.pointee.isStopped else { return }
    builder._withUnsafeGuaranteedRef { $0.end() }
  }

  /// The prefix of an attribute.
  private func check(_ prefix: UnsafeBufferPointer<UInt8>) {
    if prefix.count == 3, prefix[0] == 0x78, prefix[1] == 0x6D, prefix[2] == 0x6C { return }
    let known = xmlDictLookup(context.pointee.dict, prefix.baseAddress, Int32(prefix.count))
    if declarations.uri(of: known) == nil {
      builder._withUnsafeGuaranteedRef { $0.warnings.note(.prefix) }
    }
  }

  /// What libxml2 would make of a start tag of that name.
  @inline(__always)
  private func meaning(of name: UnsafeMutablePointer<LeafNames.Name>) -> LeafNames.Meaning {
    if name.pointee.meaning.generation != declarations.generation { lookUp(name) }
    return name.pointee.meaning
  }

  @inline(never)
  private func lookUp(_ name: UnsafeMutablePointer<LeafNames.Name>) {
    var meaning = LeafNames.Meaning()
    meaning.generation = declarations.generation
    name.pointee.withBytes { prefix, local in
      var known: UnsafePointer<UInt8>?
      if !prefix.isEmpty {
        known = xmlDictLookup(context.pointee.dict, prefix.baseAddress, Int32(prefix.count))
      }
      meaning.local = xmlDictLookup(context.pointee.dict, local.baseAddress, Int32(local.count))
      meaning.uri = declarations.uri(of: known)
      meaning.isDeclared = known == nil || meaning.uri != nil
      if let local = meaning.local {
        meaning.element = cache.element(local, prefix: known, uri: meaning.uri)
      }
    }
    name.pointee.meaning = meaning
  }

  private func takeText(_ section: Outline.Section) {
    guard let start = section.text.baseAddress, here.pointee.capture != 0 else { return }
    builder._withUnsafeGuaranteedRef {
      if section.hasReferences {
        $0.referring(section.text)
      } else {
        $0.lasting(start, section.text.count)
      }
    }
  }

  /// Where among the bytes that libxml2 was shown a text begins that it reports; nil for one that it
  /// has put together elsewhere.
  @inline(__always)
  private func place(of text: UnsafePointer<UInt8>) -> Int? {
    guard let input = context.pointee.input, let base = input.pointee.base,
      let end = input.pointee.end, text >= base, text < end
    else { return nil }
    return Int(input.pointee.consumed) + (text - base)
  }
}
