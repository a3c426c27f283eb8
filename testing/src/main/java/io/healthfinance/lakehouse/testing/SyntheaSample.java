package io.healthfinance.lakehouse.testing;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A CSV export of four people as Synthea wrote it; see synthea/README.md of the resources. */
public final class SyntheaSample {

  private static final String SAMPLE = "/synthea/sample.zip";

  private SyntheaSample() {}

  /** Writes the files of the export into a folder, which is made when it is missing. */
  public static void unpack(Path folder) throws IOException {
    Files.createDirectories(folder);
    try (InputStream in = SyntheaSample.class.getResourceAsStream(SAMPLE)) {
      if (in == null) {
        throw new FileNotFoundException("No resource " + SAMPLE);
      }
      ZipInputStream zip = new ZipInputStream(in);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Files.copy(zip, folder.resolve(entry.getName()));
      }
    }
  }
}
