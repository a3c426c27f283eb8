package io.healthfinance.lakehouse.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {

  @TempDir private Path directory;

  @TestFactory
  Stream<DynamicTest> everyCommandExplainsItself() {
    CommandLine lake = Lake.commandLine(nowhere(), nowhere());
    return lake.getSubcommands().entrySet().stream()
        .filter(command -> !command.getKey().equals("help"))
        .map(
            command ->
                DynamicTest.dynamicTest(
                    command.getKey(), () -> explainsItself(command.getKey(), command.getValue())));
  }

  private static void explainsItself(String name, CommandLine command) {
    CommandRun help = CommandRun.lake(name, "--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("Usage: lake " + name, "Examples:", "./lake " + name);
    assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
    assertThat(command.getCommandSpec().options())
        .allSatisfy(option -> assertThat(option.description()).isNotEmpty());
    assertThat(command.getCommandSpec().positionalParameters())
        .allSatisfy(parameter -> assertThat(parameter.description()).isNotEmpty());
    assertThat(help.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThan(101));
  }

  @Test
  void helpNamesEveryCommandAndTheExitCodes() {
    CommandRun help = CommandRun.lake("--help");

    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).contains("demo", "run", "sql", "status", "quarantine", "Exit codes:");
  }

  @Test
  void misspeltCommandIsBadUsageWithASuggestion() {
    CommandRun run = CommandRun.lake("statsu");

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("'statsu'", "Did you mean: lake status");
  }

  @Test
  void noCommandIsBadUsage() {
    assertThat(CommandRun.lake().exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void unknownSettingIsNamedWithItsFile() throws IOException {
    Path file = Files.writeString(directory.resolve("lake.yaml"), "bronze:\n  lookback-dais: 3\n");

    CommandRun run = CommandRun.lake("config", "--config", file.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(file.toString(), "bronze.lookback-dais", "./lake config");
  }

  @Test
  void missingConfigurationFileIsNamed() {
    CommandRun run = CommandRun.lake("config", "--config", directory.resolve("no.yaml").toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Cannot read configuration", "no.yaml");
  }

  @TestFactory
  Stream<DynamicTest> readingALakeThatIsNotThereSaysSoAndMakesNone() {
    return Stream.of("status", "tables", "quality", "quarantine")
        .map(command -> DynamicTest.dynamicTest(command, () -> saysThereIsNoLake(command)));
  }

  private void saysThereIsNoLake(String command) {
    Path home = directory.resolve("nowhere");

    CommandRun run = CommandRun.lake(command, "--home", home.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("There is no lake in " + home, "./lake demo");
    assertThat(home).doesNotExist();
  }

  @Test
  void unknownTableOfARunIsBadUsage() {
    CommandRun run =
        CommandRun.lake("run", "hourly", "--tables", "vitlas", "--home", directory.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("The catalog has no table vitlas");
  }

  @Test
  void unknownContractSuggestsTheNearest() {
    CommandRun run = CommandRun.lake("contract", "show", "vitlas", "--home", directory.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("did you mean 'vitals'?");
  }

  @Test
  void demoLeavesALakeAloneThatNoDemoMade() {
    String home = directory.resolve("lake").toString();
    assertThat(CommandRun.lake("init", "--home", home).exitCode()).isZero();

    CommandRun run = CommandRun.lake("demo", "--home", home);

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("holds a lake that no demo made");
    assertThat(Path.of(home, "secrets", "token.key")).exists();
  }

  @Test
  void runWithoutATokenKeyNamesTheKey() throws IOException {
    Files.createDirectories(directory.resolve("landing"));

    CommandRun run = CommandRun.lake("run", "hourly", "--home", directory.toString());

    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("The token key", "is missing");
  }

  @Test
  void exampleConfigurationNamesEverySetting() throws IOException {
    Path example = Path.of(System.getProperty("lake.repo"), "lake.yaml.example");

    CommandRun run = CommandRun.lake("config", "--config", example.toString());

    assertThat(run.exitCode()).as(run.err()).isZero();
    String text = Files.readString(example);
    assertThat(io.healthfinance.lakehouse.config.Setting.values())
        .allSatisfy(
            setting -> {
              String last = setting.key().substring(setting.key().lastIndexOf('.') + 1);
              assertThat(text).contains(last + ":");
            });
  }

  private static PrintWriter nowhere() {
    return new PrintWriter(Writer.nullWriter());
  }
}
