package io.healthfinance.lakehouse.runtime;

import io.healthfinance.lakehouse.config.ConfigException;
import io.healthfinance.lakehouse.config.LakeConfig;
import io.healthfinance.lakehouse.config.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The secret of the keyed tokens. Losing it breaks every join on a token, so nobody replaces it.
 */
public final class TokenKey {

  private static final String FILE = "token.key";
  private static final int BYTES = 32;

  private final byte[] secret;

  private TokenKey(byte[] secret) {
    this.secret = secret;
  }

  /**
   * Reads the key.
   *
   * @throws ConfigException when there is none
   */
  public static TokenKey load(LakeConfig config) {
    Path file = file(config);
    if (!Files.isRegularFile(file)) {
      throw new ConfigException(
          "The token key "
              + file
              + " is missing. Restore it from your backup of the secrets: a new one would break"
              + " every join on existing tokens. For a lake that has never run, ./lake init"
              + " or ./lake demo creates one.");
    }
    try {
      return new TokenKey(HexFormat.of().parseHex(Files.readString(file).strip()));
    } catch (IOException e) {
      throw new ConfigException("Cannot read the token key " + file + ": " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new ConfigException("The token key " + file + " is not hexadecimal text", e);
    }
  }

  /** Creates the key of an empty lake, readable by its owner only; keeps an existing one. */
  public static TokenKey createIfAbsent(LakeConfig config) {
    Path file = file(config);
    if (!Files.exists(file)) {
      byte[] secret = new byte[BYTES];
      new SecureRandom().nextBytes(secret);
      try {
        Files.createDirectories(
            file.getParent(),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, HexFormat.of().formatHex(secret));
      } catch (IOException e) {
        throw new ConfigException("Cannot create the token key " + file + ": " + e.getMessage(), e);
      }
    }
    return load(config);
  }

  private static Path file(LakeConfig config) {
    return config.path(Setting.SECRETS).resolve(FILE);
  }

  byte[] secret() {
    return secret.clone();
  }
}
