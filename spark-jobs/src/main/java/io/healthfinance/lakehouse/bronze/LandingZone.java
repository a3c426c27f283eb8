package io.healthfinance.lakehouse.bronze;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.iceberg.io.InputFile;

/**
 * The directory in which the sink leaves its files: {@code <table>/YYYY/MM/dd/hour=HH/<name>}.
 * Files are only ever read here. Names that start with {@code _} or {@code .}, or end in {@code
 * .tmp}, {@code .crc} or {@code _SUCCESS}, belong to writers and are passed over, as are such
 * folders.
 */
public final class LandingZone {

  private static final Pattern HOUR_FOLDER =
      Pattern.compile("(\\d{4})/(\\d{2})/(\\d{2})/hour=(\\d{2})/[^/]+");

  private final Path root;

  public LandingZone(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  public Path root() {
    return root;
  }

  /** Names of the table folders, sorted. */
  public List<String> tableFolders() throws IOException {
    if (!Files.isDirectory(root)) {
      throw new NoSuchFileException(
          "Landing directory "
              + root
              + " does not exist; name the right one with --landing or fill it with ./lake"
              + " generate");
    }
    List<String> names = new ArrayList<>();
    for (Path folder : children(root)) {
      if (Files.isDirectory(folder)) {
        names.add(name(folder));
      }
    }
    return names;
  }

  /** The files of a table in the window, sorted by location; a table without folder has none. */
  public List<LandedFile> files(String table, LandingWindow window) throws IOException {
    List<LandedFile> files = new ArrayList<>();
    Path folder = root.resolve(table);
    if (Files.isDirectory(folder)) {
      collect(table, folder, folder, window, files);
    }
    files.sort(Comparator.comparing(LandedFile::location));
    return files;
  }

  /** Opens a file for reading. */
  InputFile open(LandedFile file) {
    // Not through Hadoop: a stale .crc file beside it would hide what is really wrong with a file.
    return org.apache.iceberg.Files.localInput(file.location());
  }

  private void collect(
      String table, Path base, Path folder, LandingWindow window, List<LandedFile> files)
      throws IOException {
    for (Path child : children(folder)) {
      if (Files.isDirectory(child)) {
        String prefix = base.relativize(child).toString().replace('/', '-').replace("hour=", "");
        if (window.mayContain(prefix)) {
          collect(table, base, child, window, files);
        }
      } else {
        files.add(landed(table, base, child));
      }
    }
  }

  private static LandedFile landed(String table, Path base, Path file) throws IOException {
    BasicFileAttributes attributes;
    try {
      attributes = Files.readAttributes(file, BasicFileAttributes.class);
    } catch (NoSuchFileException e) {
      // A dangling link: listed with the link's own attributes, so that opening it names the fault.
      attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
    Matcher matcher = HOUR_FOLDER.matcher(base.relativize(file).toString());
    Optional<String> hour =
        matcher.matches()
            ? Optional.of(
                String.join(
                    "-", matcher.group(1), matcher.group(2), matcher.group(3), matcher.group(4)))
            : Optional.empty();
    return new LandedFile(
        table,
        file.toString(),
        hour,
        attributes.size(),
        attributes.lastModifiedTime().toInstant().truncatedTo(ChronoUnit.MILLIS));
  }

  private static List<Path> children(Path folder) throws IOException {
    List<Path> children = new ArrayList<>();
    try (DirectoryStream<Path> entries =
        Files.newDirectoryStream(folder, entry -> !isIgnored(name(entry)))) {
      entries.forEach(children::add);
    }
    children.sort(Comparator.naturalOrder());
    return children;
  }

  private static boolean isIgnored(String name) {
    return name.startsWith("_")
        || name.startsWith(".")
        || name.endsWith(".tmp")
        || name.endsWith(".crc")
        || name.endsWith("_SUCCESS");
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
