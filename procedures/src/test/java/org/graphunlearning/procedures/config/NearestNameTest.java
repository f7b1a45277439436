package org.graphunlearning.procedures.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestNameTest {
    @ParameterizedTest
    @CsvSource({"'',abc,3", "kitten,sitting,3", "abc,abc,0", "ab,ba,2", "flaw,lawn,2"})
    void countsEdits(String a, String b, int edits) {
        assertThat(NearestName.distance(a, b)).isEqualTo(edits);
        assertThat(NearestName.distance(b, a)).isEqualTo(edits);
    }

    @Test
    void prefersTheNearestAndThenTheAlphabet() {
        assertThat(NearestName.of("nam", List.of("game", "name", "nbm"))).contains("name");
        assertThat(NearestName.of("xa", List.of("xc", "xb"))).contains("xb");
    }

    @Test
    void ignoresCase() {
        assertThat(NearestName.of("PERSON", List.of("Person"))).contains("Person");
    }

    @Test
    void hintsNothingForAStranger() {
        assertThat(NearestName.hint("quantum", List.of("person", "city"))).isEmpty();
    }
}
