import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.http.HttpServerTransport;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.transport.Netty4Plugin;

/**
 * A node of OpenSearch for tests. Its arguments are settings, "name=value", one of
 * them path.home; when it is ready it prints "http PORT transport PORT". It ends
 * when its standard input does, so that it never outlives the test that started
 * it, and with "--remove" it then removes path.home.
 */
public final class Node extends org.opensearch.node.Node {
  private Node(Settings settings) {
    super(
        InternalSettingsPreparer.prepareEnvironment(settings, Map.of(), null, () -> "node"),
        List.of(Netty4Plugin.class, CommonAnalysisPlugin.class),
        false);
  }

  public static void main(String[] args) throws Exception {
    Settings.Builder settings = Settings.builder();
    boolean remove = false;
    for (String arg : args) {
      int at = arg.indexOf('=');
      if (at < 0) {
        remove = remove || arg.equals("--remove");
        continue;
      }
      settings.put(arg.substring(0, at), arg.substring(at + 1));
    }
    Path home = Path.of(settings.get("path.home"));
    boolean removes = remove;
    Thread watch = new Thread(() -> end(home, removes), "standard input");
    watch.setDaemon(true);
    watch.start();
    Node node = new Node(settings.build());
    node.start();
    int http = node.injector().getInstance(HttpServerTransport.class).boundAddress().publishAddress().getPort();
    int transport =
        node.injector().getInstance(org.opensearch.transport.TransportService.class).boundAddress().publishAddress().getPort();
    System.out.println("http " + http + " transport " + transport);
    System.out.flush();
    Thread.currentThread().join();
  }

  private static void end(Path home, boolean remove) {
    try {
      while (System.in.read() >= 0) {}
    } catch (IOException e) {
      // as if it had ended
    }
    for (int i = 0; remove && i < 10 && Files.exists(home); i++) { // the node goes on writing
      try (var all = Files.walk(home)) {
        all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
      } catch (IOException | java.io.UncheckedIOException e) {
        System.err.println(e);
      }
    }
    Runtime.getRuntime().halt(0);
  }
}
