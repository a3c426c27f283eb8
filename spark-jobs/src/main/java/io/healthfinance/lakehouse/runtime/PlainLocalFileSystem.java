package io.healthfinance.lakehouse.runtime;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.apache.hadoop.fs.FSError;
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

  /** Hadoop takes a full disk for an error of the machine that nothing should catch. */
  @Override
  protected OutputStream createOutputStream(Path file, boolean append) throws IOException {
    return new PlainOutput(super.createOutputStream(file, append));
  }

  @Override
  protected OutputStream createOutputStreamWithMode(
      Path file, boolean append, FsPermission permission) throws IOException {
    return new PlainOutput(super.createOutputStreamWithMode(file, append, permission));
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

  private static final class PlainOutput extends FilterOutputStream {

    PlainOutput(OutputStream out) {
      super(out);
    }

    @Override
    public void write(int oneByte) throws IOException {
      write(new byte[] {(byte) oneByte}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      try {
        out.write(bytes, offset, length);
      } catch (FSError e) {
        throw new IOException(e.getCause().getMessage(), e);
      }
    }
  }
}
