package io.healthfinance.lakehouse.catalog.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ContractPrinterTest {
  private final ContractPrinter printer = new ContractPrinter(new CatalogLoader().loadBundled());

  @Test
  void theListNamesEveryTableWithItsService() {
    assertThat(printer.list().lines().findFirst())
        .hasValueSatisfying(
            heading -> assertThat(heading).startsWith("table").endsWith("critical"));
    assertThat(printer.list()).containsPattern("(?m)^vitals +medical-records-service +\\d+ +\\d+");
  }

  @Test
  void aTableShowsItsColumnsRulesAndWhereItAppears() {
    assertThat(printer.show("vitals"))
        .containsPattern("bp_systolic +int +mmHg")
        .containsPattern(
            "range\\(bp_systolic\\) +reject +bp_systolic between 70 and 250 +vital_type = 'BP'")
        .containsPattern("silver.vitals_normalized +reads it");
    assertThat(printer.show("users")).containsPattern("vitals.patient_id +refers to users.user_id");
  }

  @Test
  void anUnknownTableSuggestsTheNearest() {
    assertThatThrownBy(() -> printer.show("vital"))
        .hasMessage("No contract for source table vital; did you mean 'vitals'?");
  }
}
