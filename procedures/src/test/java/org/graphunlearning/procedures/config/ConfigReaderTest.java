package org.graphunlearning.procedures.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigReaderTest {
    private enum Colour {
        RED,
        GREEN
    }

    @Test
    void readsANullMapAsEmpty() {
        var in = new ConfigReader(null);

        assertThat(in.intIn("size", 3, 1, 9)).isEqualTo(3);
        in.requireNoOtherKeys();
    }

    @Test
    void readsANullValueAsAbsent() {
        var raw = new HashMap<String, Object>();
        raw.put("size", null);
        var in = new ConfigReader(raw);

        assertThat(in.has("size")).isFalse();
        assertThat(in.intIn("size", 3, 1, 9)).isEqualTo(3);
        in.requireNoOtherKeys();
    }

    @Test
    void suggestsTheNearestKey() {
        var in = new ConfigReader(Map.of("concurency", 2L));
        in.intIn("concurrency", 4, 1, 64);
        in.bool("dryRun", false);

        assertThatThrownBy(in::requireNoOtherKeys)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unexpected configuration key `concurency`. Did you mean `concurrency`?");
    }

    @Test
    void suggestsNothingWhereNothingIsNear() {
        var in = new ConfigReader(Map.of("zebra", 2L));
        in.intIn("concurrency", 4, 1, 64);

        assertThatThrownBy(in::requireNoOtherKeys).hasMessage("Unexpected configuration key `zebra`.");
    }

    @Test
    void refusesNumbersOutsideTheirRange() {
        var in = new ConfigReader(Map.of("size", 10L, "share", 1.5, "rate", Double.POSITIVE_INFINITY));

        assertThatThrownBy(() -> in.intIn("size", 3, 1, 9))
                .hasMessage("Configuration value `size` must lie between 1 and 9, not 10.");
        assertThatThrownBy(() -> in.doubleIn("share", 0, 0, 1))
                .hasMessage("Configuration value `share` must lie between 0.0 and 1.0, not 1.5.");
        assertThatThrownBy(() -> in.doubleIn("rate", 0, 0, 1)).hasMessageContaining("not Infinity");
    }

    @Test
    void refusesOtherTypes() {
        var in = new ConfigReader(Map.of("size", 1.5, "flag", "yes", "name", 3L, "part", List.of(), "names", Map.of()));

        assertThatThrownBy(() -> in.intIn("size", 3, 1, 9))
                .hasMessage("Configuration value `size` must be an integer, not a fractional number.");
        assertThatThrownBy(() -> in.bool("flag", true))
                .hasMessage("Configuration value `flag` must be true or false, not a string.");
        assertThatThrownBy(() -> in.text("name"))
                .hasMessage("Configuration value `name` must be a string, not a number.");
        assertThatThrownBy(() -> in.mapOrNull("part"))
                .hasMessage("Configuration value `part` must be a map, not an empty list.");
        assertThatThrownBy(() -> in.texts("names", List.of()))
                .hasMessage("Configuration value `names` must be a list of names, not a map.");
    }

    @Test
    void takesIntegersForFractions() {
        assertThat(new ConfigReader(Map.of("rate", 1L)).doubleIn("rate", 0, 0, 2))
                .isEqualTo(1.0);
    }

    @Test
    void readsConstantsWithoutRegardToCase() {
        var in = new ConfigReader(Map.of("colour", "gReEn", "other", "gren"));

        assertThat(in.oneOf("colour", Colour.RED, Colour.class)).isEqualTo(Colour.GREEN);
        assertThat(in.oneOf("absent", Colour.RED, Colour.class)).isEqualTo(Colour.RED);
        assertThatThrownBy(() -> in.oneOf("other", Colour.RED, Colour.class))
                .hasMessage("Configuration value `other` must be one of RED, GREEN, not `gren`. Did you mean `GREEN`?");
    }

    @Test
    void readsOneNameAsAListOfOne() {
        var in = new ConfigReader(Map.of("labels", "Person", "twice", List.of("a", "a")));

        assertThat(in.texts("labels", List.of())).containsExactly("Person");
        assertThat(in.texts("absent", List.of("*"))).containsExactly("*");
        assertThatThrownBy(() -> in.texts("twice", List.of()))
                .hasMessage("Configuration value `twice` names `a` twice.");
    }

    @Test
    void readsIndicesAscendingAndOnce() {
        var in = new ConfigReader(Map.of("indices", List.of(3L, 1L, 3L), "one", 7L, "negative", List.of(-1L)));

        assertThat(in.indices("indices")).containsExactly(1, 3);
        assertThat(in.indices("one")).containsExactly(7);
        assertThat(in.indices("absent")).isEmpty();
        assertThatThrownBy(() -> in.indices("negative")).hasMessageEndingWith("not -1.");
    }

    @Test
    void echoesWhatItReadWithDefaults() {
        var in = new ConfigReader(Map.of("size", 5L, "inner", Map.of("depth", 2L)));
        in.intIn("size", 3, 1, 9);
        in.bool("flag", true);
        var inner = in.mapOrNull("inner");

        assertThat(inner).isNotNull();
        inner.intIn("depth", 1, 1, 9);
        assertThat(in.resolved()).isEqualTo(Map.of("size", 5L, "flag", true, "inner", Map.of("depth", 2L)));
    }
}
