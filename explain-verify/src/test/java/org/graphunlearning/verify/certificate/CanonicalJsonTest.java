package org.graphunlearning.verify.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalJsonTest {
    @Test
    void sortsKeysAtEveryDepthWithoutWhiteSpace() {
        var inner = new LinkedHashMap<String, Object>();
        inner.put("z", List.of(1L, "two", Map.of()));
        inner.put("a", -9007199254740991L);

        assertThat(CanonicalJson.write(Map.of("b", inner, "A", List.of())))
                .isEqualTo("{\"A\":[],\"b\":{\"a\":-9007199254740991,\"z\":[1,\"two\",{}]}}");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 3fb999999999999a",
        "1.0, 3ff0000000000000",
        "-2.5, c004000000000000",
        "0.0, 0000000000000000",
        "-0.0, 0000000000000000",
        "4.9E-324, 0000000000000001",
        "Infinity, 7ff0000000000000"
    })
    void writesTheBitsOfANumber(double value, String hex) {
        assertThat(CanonicalJson.write(Map.of("x", value))).isEqualTo("{\"x\":\"" + hex + "\"}");
        assertThat(CanonicalJson.toDouble(hex)).isEqualTo(value + 0.0); // adds the sign of minus zero away
    }

    @Test
    void refusesWhatHasNoCanonicalForm() {
        assertThatThrownBy(() -> CanonicalJson.ofDouble(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("x", 1L << 53))).hasMessageContaining("2^53 - 1");
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("x", true))).hasMessageContaining("strings");
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("é", 1L))).hasMessageContaining("ASCII");
        assertThatThrownBy(() -> CanonicalJson.write(Map.of("x", "\ud800"))).hasMessageContaining("surrogate");
        assertThatThrownBy(() -> CanonicalJson.toDouble("0.1")).hasMessageContaining("hex digits");
    }

    @Test
    void readsBackWhatItWrote() {
        var fields = Map.of(
                "text", "a\"b\\c\nd\u0001\u001fé€😀/", "list", List.of(0L, -1L, List.of(Map.of("k", ""))), "n", 12L);
        var bytes = CanonicalJson.bytes(fields);

        assertThat(CanonicalJson.parse(bytes)).isEqualTo(fields);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).contains("a\\\"b\\\\c\\nd\\u0001\\u001fé€😀/");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"b\":1,\"a\":2} | 7",
                "{\"a\":1,\"a\":2} | 7",
                "{\"a\": 1} | 5",
                "{\"a\":01} | 5",
                "{\"a\":-0} | 5",
                "{\"a\":1.5} | 6",
                "{\"a\":1e3} | 6",
                "{\"a\":9007199254740992} | 5",
                "{\"a\":99999999999999999999} | 5",
                "{\"a\":true} | 5",
                "{\"a\":null} | 5",
                "{\"a\":\"\\/\"} | 6",
                "{\"a\":\"\\u0041\"} | 6",
                "{\"a\":\"\\u000a\"} | 6",
                "{\"a\":\"\\u001F\"} | 6",
                "{\"a\":\"x\"}} | 9",
                "{\"a\":\"x | 7",
                "{\"a\":[1,]} | 8",
                "{\"a\":[1 2]} | 7",
                "{\"é\":1} | 1",
                "[] | 0",
            })
    void namesTheFirstByteThatIsWrong(String text, int position) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var refused = catchThrowableOfType(NotCanonicalException.class, () -> CanonicalJson.parse(bytes));

        assertThat(refused).as(text).isNotNull();
        assertThat(refused.position()).as(text + ": " + refused.getMessage()).isEqualTo(position);
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0xc3, 0xff, 0x01})
    void namesTheByteThatIsNoText(int value) {
        var bytes = "{\"a\":\"xyz\"}".getBytes(StandardCharsets.UTF_8);
        bytes[7] = (byte) value;
        var refused = catchThrowableOfType(NotCanonicalException.class, () -> CanonicalJson.parse(bytes));

        assertThat(refused.position()).isEqualTo(7);
    }

    @Test
    void doesNotExhaustTheStackOnADeepFile() {
        var bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) '[');
        System.arraycopy("{\"a\":".getBytes(StandardCharsets.UTF_8), 0, bytes, 0, 5);

        assertThatThrownBy(() -> CanonicalJson.parse(bytes)).hasMessage("nested too deep");
    }
}
