package io.healthfinance.lakehouse.catalog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractMeaningTest {

  private static final String CONTRACT =
      """
      table: doses
      service: device-service
      database: healthfinance_devices
      description: Doses that an inhaler counted.
      key: [dose_id]
      columns:
        dose_id: {type: string, required: true, description: Identifier of the dose.}
        status: {type: string, values: [NEW, USED], description: What became of the dose.}
        amount: {type: int, range: [0, 100], when: "status = 'USED'", description: Puffs taken.}
      rules:
        - {name: small_dose, check: "amount <= 50", action: warn, description: More is unusual.}
        - {name: positive, check: "amount >= 0", description: Nobody exhales a dose.}
      freshness: none
      history: true
      size: small
      """;

  @TempDir private Path directory;

  @Test
  void theTextOfEveryContractReadsAsItWasWritten() {
    for (TableContract contract : new CatalogLoader().loadBundled().sources().values()) {
      ContractMeaning meaning = ContractMeaning.of(contract);
      assertThat(ContractMeaning.parse(meaning.text())).as(contract.table()).isEqualTo(meaning);
      assertThat(meaning.loosens(meaning)).as(contract.table()).isTrue();
    }
  }

  @Test
  void loosenedRulesAreSeen() throws IOException {
    assertThat(loosens("range: [0, 100]", "range: [-5, 100]")).isTrue();
    assertThat(loosens("values: [NEW, USED]", "values: [NEW, USED, LOST]")).isTrue();
    assertThat(loosens("amount >= 0\"", "amount >= 0\", action: warn")).isTrue();
    assertThat(loosens("  - {name: positive", "  # - {name: positive")).isTrue();
    assertThat(loosens("Nobody exhales", "No one exhales")).isTrue();
  }

  @Test
  void whateverElseChangesTheRowsOrTheirWarningsIsNot() throws IOException {
    assertThat(loosens("range: [0, 100]", "range: [0, 99]")).isFalse();
    assertThat(loosens("status = 'USED'", "status = 'NEW'")).isFalse();
    assertThat(loosens("amount <= 50", "amount <= 60")).isFalse();
    assertThat(loosens("small_dose", "modest_dose")).isFalse();
    assertThat(loosens("action: warn", "action: reject")).isFalse();
    assertThat(loosens("amount: {type: int,", "amount: {type: bigint,")).isFalse();
    assertThat(loosens("history: true", "history: false")).isFalse();
    assertThat(loosens("  amount:", "  flavour: {type: string, description: Taste.}\n  amount:"))
        .isFalse();
  }

  private boolean loosens(String before, String after) throws IOException {
    assertThat(CONTRACT).contains(before);
    return read(CONTRACT.replace(before, after)).loosens(read(CONTRACT));
  }

  private ContractMeaning read(String contract) throws IOException {
    Path tables = Files.createDirectories(directory.resolve("tables"));
    Files.writeString(tables.resolve("doses.yaml"), contract);
    return ContractMeaning.of(
        new CatalogLoader().load(directory).findSource("doses").orElseThrow());
  }
}
