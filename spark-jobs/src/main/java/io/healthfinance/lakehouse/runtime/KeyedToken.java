package io.healthfinance.lakehouse.runtime;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.api.java.UDF1;
import org.apache.spark.sql.types.DataTypes;

/**
 * HMAC-SHA256 of a text as 64 hexadecimal digits; NULL stays NULL. A function object and not SQL,
 * so that the key is in no query plan.
 */
public final class KeyedToken implements UDF1<String, String> {

  /** Name of the SQL function. */
  public static final String FUNCTION = "keyed_token";

  private static final long serialVersionUID = 1L;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] secret;
  private transient ThreadLocal<Mac> mac;

  private KeyedToken(byte[] secret) {
    this.secret = secret;
  }

  /** Makes {@code keyed_token(text)} available in the session. */
  public static void register(SparkSession spark, TokenKey key) {
    spark.udf().register(FUNCTION, new KeyedToken(key.secret()), DataTypes.StringType);
  }

  @Override
  public String call(String text) {
    return text == null
        ? null
        : HexFormat.of().formatHex(mac().get().doFinal(text.getBytes(StandardCharsets.UTF_8)));
  }

  private synchronized ThreadLocal<Mac> mac() {
    if (mac == null) {
      mac = ThreadLocal.withInitial(this::newMac);
    }
    return mac;
  }

  private Mac newMac() {
    try {
      Mac created = Mac.getInstance(ALGORITHM);
      created.init(new SecretKeySpec(secret, ALGORITHM));
      return created;
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("This JVM cannot compute " + ALGORITHM, e);
    }
  }
}
