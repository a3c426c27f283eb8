package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.catalog.Catalog;
import io.healthfinance.lakehouse.config.LakeConfig;
import java.time.Instant;
import org.apache.spark.sql.SparkSession;

/**
 * What every job of one run shares.
 *
 * @param runId UUIDv7, carried by everything the run writes
 * @param asOf "now" for SQL, and nothing more
 * @param fullRefresh recompute from the first event
 */
public record RunContext(
    LakeConfig config,
    Catalog catalog,
    LakeCatalog lake,
    SparkSession spark,
    String runId,
    Instant asOf,
    boolean fullRefresh) {}
