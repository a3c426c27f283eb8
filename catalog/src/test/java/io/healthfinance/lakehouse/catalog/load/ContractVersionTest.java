package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContractVersionTest {
  private static final String PAYERS =
      """
      table: payers
      service: insurance-service
      database: healthfinance_insurance
      description: Insurers.
      key: [payer_id]
      columns:
        payer_id: {type: uuid, required: true, description: Identifier.}
        share: {type: "decimal(3,2)", range: [0, 1], description: Share.}
      """;

  @TempDir private Path temporary;

  @Test
  void commentsLayoutAndWordingLeaveTheVersion() {
    String reworded =
        "# Insurers\n"
            + PAYERS
                .replace("description: Share.", "description: Share of the market.")
                .replace("key: [payer_id]", "key: payer_id\nschema: public\nfreshness: none");
    assertThat(version(reworded)).isEqualTo(version(PAYERS));
  }

  @Test
  void aTighterRuleOrANewColumnChangesTheVersion() {
    assertThat(version(PAYERS.replace("[0, 1]", "[0, 0.5]"))).isNotEqualTo(version(PAYERS));
    assertThat(version(PAYERS + "  name: {type: string, description: Name.}\n"))
        .isNotEqualTo(version(PAYERS));
  }

  private String version(String yaml) {
    return new CatalogFolder(temporary)
        .with("tables/payers.yaml", yaml)
        .load()
        .source("payers")
        .version();
  }
}
