package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlatJsonTest {
    @Test
    void readsTextsNumbersAndTruthValues() {
        assertThat(FlatJson.parse("f", " {\"a\": \"x\", \"b\" :-1.5e2,\n\"c\":true,\"d\":false } "))
                .isEqualTo(Map.of("a", "x", "b", -150.0, "c", true, "d", false));
    }

    @Test
    void passesOverNestedValuesAndNulls() {
        assertThat(FlatJson.parse("f", "{\"a\":{\"x\":1,\"y\":{}},\"b\":[1,[],\"z\"],\"c\":null,\"d\":2}"))
                .isEqualTo(Map.of("d", 2.0));
    }

    @Test
    void readsEscapes() {
        assertThat(FlatJson.parse("f", "{\"a\":\"\\\"\\\\\\/\\n\\u00e9\"}")).isEqualTo(Map.of("a", "\"\\/\n\u00e9"));
    }

    @Test
    void readsAnEmptyObject() {
        assertThat(FlatJson.parse("f", "{}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{\"a\":1} x",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":nul}",
                "{\"a\":\"x}",
                "{\"a\":\"\\q\"}",
                "{\"a\":\"\\u12\"}",
                "{\"a\":[1,]}",
                "{\"a\":\"\n\"}",
                "{a:1}",
                "{\"a\":\"\\",
                "{\"a\":NaN}"
            })
    void refusesWhatIsNotJson(String json) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatJson.parse("meta.json", json))
                .withMessageStartingWith("`meta.json` is not valid JSON at character ");
    }

    @Test
    void refusesDepthThatCouldExhaustTheStack() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FlatJson.parse("f", "{\"a\":" + "[".repeat(60_000)))
                .withMessage("`f` is not valid JSON at character 22.");
    }
}
