/// HTML's character references (HTML Standard §13.5, §13.2.5.72–80), for text, not for attributes.
public enum CharacterReferences {
  /// What a reference stands for.
  public struct Value: Hashable, Sendable {
    public var first: Unicode.Scalar
    /// A few names stand for two scalars.
    public var second: Unicode.Scalar?

    public init(_ first: Unicode.Scalar, _ second: Unicode.Scalar? = nil) {
      self.first = first
      self.second = second
    }

    public var text: String {
      var text = String.UnicodeScalarView([first])
      if let second { text.append(second) }
      return String(text)
    }
  }

  /// A reference found in bytes.
  public struct Found: Hashable, Sendable {
    public var value: Value
    /// Bytes, from the `&`, with the semicolon if there is one.
    public var length: Int
    public var hasSemicolon: Bool
  }

  /// What a name stands for, without `&` and `;`: `eacute` → é. Case counts. nil when HTML has no
  /// such name.
  public static func value(named name: String) -> Value? {
    nil
  }

  /// The same for the bytes of a name.
  public static func value(named name: Span<UInt8>) -> Value? {
    nil
  }

  /// What a number stands for, repaired as browsers do: 0x80–0x9F are windows-1252's characters;
  /// 0, surrogates and what lies past U+10FFFF are U+FFFD.
  public static func scalar(numbered number: UInt32) -> Unicode.Scalar {
    "\u{FFFD}"
  }

  /// The reference that begins with the `&` at `offset`, numeric ones and the old names that need no
  /// semicolon (`&eacute`, `&copy`) included; nil when there is none. Reads at most a reference.
  public static func reference(in bytes: Span<UInt8>, at offset: Int) -> Found? {
    nil
  }
}
