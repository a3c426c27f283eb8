package io.healthfinance.lakehouse.capture;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A PostgreSQL cluster of its own in a temporary directory, on a free port of 127.0.0.1. The server
 * refuses to run as root, so root starts it as the {@code postgres} user.
 */
final class PostgresServer implements AutoCloseable {
  private static final String USER = "postgres";

  private final Path home;
  private final Path binaries;
  private final int port;
  private final String password;

  private PostgresServer(Path home, Path binaries, int port, String password) {
    this.home = home;
    this.binaries = binaries;
    this.port = port;
    this.password = password;
  }

  static PostgresServer start() throws IOException, InterruptedException {
    Path binaries = Path.of(output(List.of("pg_config", "--bindir")).strip());
    Path home = Files.createTempDirectory("capture-postgres");
    byte[] secret = new byte[16];
    new SecureRandom().nextBytes(secret);
    PostgresServer server =
        new PostgresServer(home, binaries, freePort(), HexFormat.of().formatHex(secret));
    server.create();
    return server;
  }

  private void create() throws IOException, InterruptedException {
    Path passwordFile = Files.writeString(home.resolve("password"), password);
    if (isRoot()) {
      output(List.of("chown", "-R", USER, home.toString()));
    }
    runAsServer(
        "initdb",
        "-D",
        data(),
        "-U",
        USER,
        "-A",
        "scram-sha-256",
        "--pwfile=" + passwordFile,
        "--encoding=UTF8",
        "--locale=C.UTF-8");
    // A zone far from UTC: whatever leaks from the session's zone shows in the capture.
    String options =
        "-p %d -c listen_addresses=127.0.0.1 -c unix_socket_directories=%s -c wal_level=logical"
                .formatted(port, home)
            + " -c fsync=off -c timezone=America/New_York";
    runAsServer("pg_ctl", "-D", data(), "-w", "-l", home + "/server.log", "-o", options, "start");
  }

  int port() {
    return port;
  }

  String user() {
    return USER;
  }

  String password() {
    return password;
  }

  Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, USER, password);
  }

  /** The SQL that rebuilds a database as it is now: a backup. */
  String dump(String database) throws IOException, InterruptedException {
    String script =
        output(
            List.of(
                "env",
                "PGPASSWORD=" + password,
                binaries.resolve("pg_dump").toString(),
                "--inserts",
                "--no-publications",
                "-h",
                "127.0.0.1",
                "-p",
                String.valueOf(port),
                "-U",
                USER,
                database));
    // Lines such as \\restrict are for psql only.
    return script.lines().filter(line -> !line.startsWith("\\")).collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    runAsServer("pg_ctl", "-D", data(), "-m", "immediate", "stop");
    output(List.of("rm", "-rf", home.toString()));
  }

  private String data() {
    return home.resolve("data").toString();
  }

  private void runAsServer(String program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (isRoot()) {
      command.addAll(List.of("runuser", "-u", USER, "--"));
    }
    command.add(binaries.resolve(program).toString());
    command.addAll(List.of(arguments));
    output(command);
  }

  private static String output(List<String> command) throws IOException, InterruptedException {
    // A file, not a pipe: the server inherits the output and would keep a pipe open for ever.
    Path log = Files.createTempFile("capture-command", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    int status = process.waitFor();
    String text = Files.readString(log);
    Files.delete(log);
    if (status != 0) {
      throw new IOException(command.get(0) + " failed with status " + status + ":\n" + text);
    }
    return text;
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
