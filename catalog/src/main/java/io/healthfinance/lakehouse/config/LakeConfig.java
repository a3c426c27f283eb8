package io.healthfinance.lakehouse.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The one configuration of a lake: defaults, then {@code lake.yaml}, then the environment. */
public final class LakeConfig {

  private final Map<Setting, String> values;

  private LakeConfig(Map<Setting, String> values) {
    this.values = values;
  }

  /**
   * Reads a configuration.
   *
   * @param file {@code lake.yaml}, or empty for defaults
   * @param environment usually {@link System#getenv()}
   * @throws ConfigException naming every unknown key and every value that cannot be used
   */
  public static LakeConfig load(Optional<Path> file, Map<String, String> environment) {
    Map<Setting, String> values = new EnumMap<>(Setting.class);
    List<String> mistakes = new ArrayList<>();
    file.ifPresent(path -> flatten("", read(path), path, values, mistakes));
    for (Setting setting : Setting.values()) {
      String fromEnvironment = environment.get(setting.environmentName());
      if (fromEnvironment != null) {
        values.put(setting, fromEnvironment);
      }
      values.putIfAbsent(setting, setting.defaultValue());
    }
    Path home = Path.of(values.get(Setting.HOME)).toAbsolutePath().normalize();
    values.replaceAll((setting, value) -> value.replace("${home}", home.toString()));
    values.put(Setting.HOME, home.toString());
    checkNumbers(values, mistakes);
    if (!mistakes.isEmpty()) {
      throw new ConfigException(String.join(System.lineSeparator(), mistakes));
    }
    return new LakeConfig(Map.copyOf(values));
  }

  /** Defaults with another home, as tests and {@code --home} use it. */
  public static LakeConfig at(Path home) {
    return load(
        Optional.empty(), Map.of(Setting.HOME.environmentName(), home.toAbsolutePath().toString()));
  }

  /** A copy with one setting changed. */
  public LakeConfig with(Setting setting, String value) {
    Map<Setting, String> copy = new EnumMap<>(values);
    copy.put(setting, value);
    return new LakeConfig(Map.copyOf(copy));
  }

  public String get(Setting setting) {
    return values.get(setting);
  }

  /** The value, or empty when it is blank. */
  public Optional<String> find(Setting setting) {
    return Optional.of(get(setting)).filter(value -> !value.isBlank());
  }

  public int number(Setting setting) {
    return Integer.parseInt(get(setting));
  }

  public Path path(Setting setting) {
    return Path.of(get(setting)).toAbsolutePath().normalize();
  }

  public ZoneId businessZone() {
    return ZoneId.of(get(Setting.BUSINESS_ZONE));
  }

  private static Object read(Path file) {
    try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      return new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
    } catch (IOException e) {
      throw new ConfigException("Cannot read configuration " + file + ": " + e.getMessage(), e);
    } catch (YAMLException e) {
      throw new ConfigException(file + " is not valid YAML: " + e.getMessage(), e);
    }
  }

  private static void flatten(
      String prefix, Object node, Path file, Map<Setting, String> values, List<String> mistakes) {
    if (node == null && prefix.isEmpty()) {
      return;
    }
    if (node instanceof Map<?, ?> map) {
      map.forEach(
          (key, value) ->
              flatten(
                  prefix.isEmpty() ? "" + key : prefix + "." + key, value, file, values, mistakes));
      return;
    }
    Optional<Setting> setting = Setting.byKey(prefix);
    if (setting.isPresent()) {
      values.put(setting.get(), node == null ? "" : node.toString());
    } else {
      mistakes.add(file + ": unknown setting '" + prefix + "'; ./lake config lists the known ones");
    }
  }

  private static void checkNumbers(Map<Setting, String> values, List<String> mistakes) {
    for (Setting setting :
        List.of(
            Setting.LOOKBACK_DAYS,
            Setting.PENDING_MINUTES,
            Setting.SHUFFLE_PARTITIONS,
            Setting.CONCURRENT_TABLES,
            Setting.LOCK_WAIT_SECONDS)) {
      if (!values.get(setting).matches("\\d{1,6}")) {
        mistakes.add(setting.key() + " must be a whole number, not '" + values.get(setting) + "'");
      }
    }
    try {
      ZoneId.of(values.get(Setting.BUSINESS_ZONE));
    } catch (DateTimeException e) {
      mistakes.add(
          Setting.BUSINESS_ZONE.key()
              + " must be a zone such as America/New_York, not '"
              + values.get(Setting.BUSINESS_ZONE)
              + "'");
    }
  }
}
