package io.healthfinance.lakehouse.runtime;

import org.apache.hadoop.conf.Configuration;
import org.apache.iceberg.hadoop.HadoopFileIO;

/**
 * Files of a local warehouse with a Hadoop configuration of one entry. Iceberg copies the
 * configuration for every Parquet file that it opens and ships it with every task; Hadoop's
 * defaults are a thousand entries that a local directory has no use for.
 */
public final class LocalFileIO extends HadoopFileIO {

  private static final long serialVersionUID = 1L;

  public LocalFileIO() {
    super(lean());
  }

  @Override
  public void setConf(Configuration conf) {
    super.setConf(lean());
  }

  private static Configuration lean() {
    Configuration conf = new Configuration(false);
    conf.set("fs.file.impl", PlainLocalFileSystem.class.getName());
    return conf;
  }
}
