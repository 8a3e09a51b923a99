import com.dashjoin.jsonata.Jsonata;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Evaluates expressions: each line read is one as a JSON string, each line written its value. */
final class Expressions {
  public static void main(String[] arguments) throws Exception {
    ObjectMapper json = new ObjectMapper();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      Object answer;
      try {
        Object value = Jsonata.jsonata(json.readValue(line, String.class)).evaluate(null);
        answer = value == null ? Map.of() : Map.of("value", value);
      } catch (RuntimeException e) {
        answer = Map.of("error", String.valueOf(e.getMessage()));
      }
      System.out.println(json.writeValueAsString(answer));
    }
  }
}
