import Locking
import Model

/// Watchlists that the first thread to ask for them compiled compiles, while others wait. A class,
/// since all that share a `Matcher` share what is compiled.
final class CompiledWatchlists: Sendable {
  private enum State {
    case read(ReadWatchlists)
    case compiled(Compiled)
  }

  let all: [Watchlist]
  private let state: Locked<State>

  init(_ read: ReadWatchlists) {
    all = read.watchlists
    state = Locked(.read(read))
  }

  var compiled: Compiled {
    state.withLock { state in
      switch state {
      case .compiled(let compiled): return compiled
      case .read(let read):
        var compiler = WatchlistCompiler(read)
        let compiled = Compiled(compiler.parts())
        state = .compiled(compiled)
        return compiled
      }
    }
  }
}
