package io.healthfinance.lakehouse.pipeline;

import io.healthfinance.lakehouse.catalog.contract.TableContract;
import io.healthfinance.lakehouse.quality.OperationalFacts.Freshness;
import io.healthfinance.lakehouse.runtime.LakeCatalog;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Conversions;
import org.apache.iceberg.types.Types;

/**
 * How long ago something landed of each table that promises to be fresh. Anything that landed
 * counts, heartbeats too: a table in which nothing happens is fresh as long as its feed is alive.
 */
final class LandingAges {

  private final LakeCatalog lake;

  LandingAges(LakeCatalog lake) {
    this.lake = lake;
  }

  /**
   * One entry per table that is not static and of which anything ever landed. Read from the
   * manifest lists of bronze, whose partitions are the landing hours; needs no engine.
   *
   * @param now a landing of the hour that is not over yet has age zero
   */
  List<Freshness> at(Instant now, Collection<TableContract> contracts) {
    return contracts.stream()
        .filter(contract -> contract.freshness().isPresent())
        .flatMap(
            contract ->
                lake
                    .find("bronze", contract.table())
                    .flatMap(LandingAges::newestLanding)
                    .map(
                        landed ->
                            new Freshness(
                                "silver." + contract.table(),
                                age(landed, now),
                                contract.freshness()))
                    .stream())
        .toList();
  }

  private static Duration age(Instant landed, Instant now) {
    return landed.isBefore(now) ? Duration.between(landed, now) : Duration.ZERO;
  }

  /** When the newest landing hour was over. */
  private static Optional<Instant> newestLanding(Table bronze) {
    return bronze.currentSnapshot() == null
        ? Optional.empty()
        : bronze.currentSnapshot().dataManifests(bronze.io()).stream()
            .flatMap(LandingAges::newestHour)
            .max(Comparator.naturalOrder())
            .map(LandingHour::end);
  }

  private static Stream<String> newestHour(ManifestFile manifest) {
    return manifest.partitions().stream()
        .filter(hours -> hours.upperBound() != null)
        .map(
            hours ->
                Conversions.fromByteBuffer(Types.StringType.get(), hours.upperBound()).toString());
  }
}
