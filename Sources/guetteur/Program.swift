/// The program's entry: everything happens in `runProgram`, since closures made in `main` would be
/// bound to the main actor and trap on other queues.
@main
enum Program {
  static func main() { runProgram() }
}
