package io.healthfinance.lakehouse.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests the one {@link DemoLake} of this virtual machine: played once, closed at the end. */
final class PlayedDemo implements ParameterResolver {

  private record Played(DemoLake lake) implements AutoCloseable {
    @Override
    public void close() throws IOException {
      lake.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == DemoLake.class;
  }

  @Override
  public DemoLake resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(PlayedDemo.class))
        .getOrComputeIfAbsent(Played.class, key -> play(), Played.class)
        .lake();
  }

  private static Played play() {
    try {
      return new Played(DemoLake.play());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
