package io.healthfinance.lakehouse.silver;

import static org.assertj.core.api.Assertions.assertThat;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.catalog.load.CatalogLoader;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.nio.file.Path;
import java.util.List;
import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilentServicesTest {

  private static final Catalog CATALOG = new CatalogLoader().loadBundled();
  private static final List<TableContract> SOURCES =
      List.of(CATALOG.sources().get("fraud_alerts"), CATALOG.sources().get("users"));

  @TempDir private Path home;

  @Test
  void tableWithoutAnyEventCanBeReadAndIsEmpty() {
    try (LakeCatalog lake = LakeCatalog.open(LakeConfig.at(home))) {
      new SilentServices(lake).serveEmpty(SOURCES);

      for (String name : List.of("fraud_alerts", "users", "users_history")) {
        Table table = lake.load("silver", name);
        assertThat(table.currentSnapshot().summary()).containsEntry("total-records", "0");
      }
      assertThat(lake.find("silver", "fraud_alerts_history")).isEmpty();
      assertThat(lake.load("silver", "fraud_alerts").schema().findField("status")).isNotNull();
    }
  }

  @Test
  void secondRunCommitsNothing() {
    try (LakeCatalog lake = LakeCatalog.open(LakeConfig.at(home))) {
      new SilentServices(lake).serveEmpty(SOURCES);
      long first = lake.load("silver", "users").currentSnapshot().snapshotId();

      new SilentServices(lake).serveEmpty(SOURCES);

      assertThat(lake.load("silver", "users").currentSnapshot().snapshotId()).isEqualTo(first);
    }
  }

  @Test
  void tableWithEventsIsLeftToItsOwnJob() {
    try (LakeCatalog lake = LakeCatalog.open(LakeConfig.at(home))) {
      lake.iceberg()
          .createTable(
              TableIdentifier.of("bronze", "users"),
              new Schema(Types.NestedField.optional(1, "op", Types.StringType.get())),
              PartitionSpec.unpartitioned())
          .newAppend()
          .commit();

      new SilentServices(lake).serveEmpty(SOURCES);

      assertThat(lake.find("silver", "users")).isEmpty();
      assertThat(lake.find("silver", "fraud_alerts")).isPresent();
    }
  }
}
