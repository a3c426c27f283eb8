package io.healthfinance.lakehouse.bronze;

/**
 * A column that a source began to send; bronze has taken it in, the contract does not know it.
 *
 * @param type Iceberg type
 * @param file the file that brought it
 */
public record SchemaDrift(String table, String column, String type, String file) {}
