/// A language in which the program speaks to people.
public enum Language: Hashable, Sendable { case english, french }
