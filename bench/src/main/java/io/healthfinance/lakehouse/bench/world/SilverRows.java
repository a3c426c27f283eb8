package io.healthfinance.lakehouse.bench.world;

import io.healthfinance.lakehouse.bench.Rows;
import io.healthfinance.lakehouse.bench.engine.LakeSide;
import io.healthfinance.lakehouse.bench.engine.PublishedRows;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.io.IOException;
import java.math.BigInteger;

/** What readers see of all source tables in silver, added up. */
final class SilverRows {

  private SilverRows() {}

  static Rows of(LakeSide side) throws IOException {
    long count = 0;
    BigInteger checksum = BigInteger.ZERO;
    for (String table : side.catalog().sources().keySet()) {
      if (isThere(side, table)) {
        Rows rows =
            PublishedRows.of(
                side.config(), "silver", table, "'" + table + "', _lsn, _payload_hash");
        count += rows.count();
        checksum = checksum.add(new BigInteger(rows.checksum()));
      }
    }
    return new Rows(count, checksum.toString());
  }

  private static boolean isThere(LakeSide side, String table) {
    try (LakeCatalog lake = LakeCatalog.open(side.config())) {
      return lake.find("silver", table).isPresent();
    }
  }
}
