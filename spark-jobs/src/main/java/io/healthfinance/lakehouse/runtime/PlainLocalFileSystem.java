package io.healthfinance.lakehouse.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsAction;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system without processes and side files. Hadoop's own starts {@code chmod} for
 * every file that it creates where its native library is missing, and writes a checksum file beside
 * each; Iceberg's files carry their own checks and are never changed.
 */
public final class PlainLocalFileSystem extends RawLocalFileSystem {

  @Override
  public String getScheme() {
    return "file";
  }

  @Override
  public void setPermission(Path path, FsPermission permission) throws IOException {
    Set<PosixFilePermission> wanted = EnumSet.noneOf(PosixFilePermission.class);
    add(
        wanted,
        permission.getUserAction(),
        PosixFilePermission.OWNER_READ,
        PosixFilePermission.OWNER_WRITE,
        PosixFilePermission.OWNER_EXECUTE);
    add(
        wanted,
        permission.getGroupAction(),
        PosixFilePermission.GROUP_READ,
        PosixFilePermission.GROUP_WRITE,
        PosixFilePermission.GROUP_EXECUTE);
    add(
        wanted,
        permission.getOtherAction(),
        PosixFilePermission.OTHERS_READ,
        PosixFilePermission.OTHERS_WRITE,
        PosixFilePermission.OTHERS_EXECUTE);
    Files.setPosixFilePermissions(pathToFile(path).toPath(), wanted);
  }

  private static void add(
      Set<PosixFilePermission> wanted,
      FsAction action,
      PosixFilePermission read,
      PosixFilePermission write,
      PosixFilePermission execute) {
    if (action.implies(FsAction.READ)) {
      wanted.add(read);
    }
    if (action.implies(FsAction.WRITE)) {
      wanted.add(write);
    }
    if (action.implies(FsAction.EXECUTE)) {
      wanted.add(execute);
    }
  }
}
