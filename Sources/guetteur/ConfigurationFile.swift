import Config
import Daemon
import Glibc
import Model

extension Invocation {
  /// `--config`, else `$GUETTEUR_CONFIG`, else `./config.json`, else `/etc/guetteur/config.json`.
  func configurationFile() throws(CommandFailure) -> String {
    if let file = self["config"] { return file }
    if let file = environment["GUETTEUR_CONFIG"], !file.isEmpty { return file }
    for file in ["config.json", "/etc/guetteur/config.json"] where access(file, F_OK) == 0 {
      return file
    }
    throw CommandFailure(.configuration, .noConfiguration)
  }

  func loader() throws(CommandFailure) -> ConfigurationLoader {
    ConfigurationLoader(file: try configurationFile(), environment: environment)
  }
}

extension ConfigurationLoader {
  /// Loads, or fails with one line for each fault.
  func loadOrFail(
    for need: ConfigurationReader.Need
  ) throws(CommandFailure) -> LoadedConfiguration {
    do throws(ConfigurationFaults) {
      return try load(for: need)
    } catch {
      throw CommandFailure(
        error.reason == .unreadableFile ? .inputOutput : .configuration, error.faults.map(\.said))
    }
  }
}
