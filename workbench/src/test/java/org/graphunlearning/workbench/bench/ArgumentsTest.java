package org.graphunlearning.workbench.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
    private static final List<Option> OPTIONS =
            List.of(new Option("peer", "", "a flag"), new Option("threads", "1,2", "a list"));

    private static Arguments parse(String... words) {
        return Arguments.parse(List.of(words), OPTIONS);
    }

    @Test
    void readsFlagsAndValues() {
        var arguments = parse("--peer", "--threads", "1, 2");
        assertThat(arguments.has("peer")).isTrue();
        assertThat(arguments.numbers("threads", List.of(), 1, 8)).containsExactly(1, 2);
    }

    @Test
    void readsAValueBehindAnEqualsSign() {
        assertThat(parse("--threads=3").number("threads", 1, 8)).contains(3);
    }

    @Test
    void fallsBackWhereAnOptionIsAbsent() {
        var arguments = parse();
        assertThat(arguments.has("peer")).isFalse();
        assertThat(arguments.words("threads")).isEmpty();
        assertThat(arguments.numbers("threads", List.of(7), 1, 8)).containsExactly(7);
    }

    @Test
    void namesTheOptionsThatExist() {
        assertThatThrownBy(() -> parse("--pear"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Unknown option `--pear`. Known: --peer, --threads.");
    }

    @Test
    void missesAValue() {
        assertThatThrownBy(() -> parse("--threads", "--peer"))
                .hasMessage("Write it as `--threads 1,2`, not `--threads`.");
        assertThatThrownBy(() -> parse("--threads")).hasMessage("Write it as `--threads 1,2`, not `--threads`.");
    }

    @Test
    void refusesAValueForAFlag() {
        assertThatThrownBy(() -> parse("--peer=yes")).hasMessage("Write it as `--peer`, not `--peer=yes`.");
    }

    @Test
    void refusesAnOptionThatComesTwice() {
        assertThatThrownBy(() -> parse("--peer", "--peer")).hasMessage("`--peer` is given twice.");
    }

    @Test
    void refusesWhatIsNotAWholeNumber() {
        assertThatThrownBy(() -> parse("--threads", "two").number("threads", 1, 8))
                .hasMessage("`--threads` must be a whole number, not `two`.");
    }

    @Test
    void refusesANumberOutOfRange() {
        assertThatThrownBy(() -> parse("--threads", "1,9").numbers("threads", List.of(), 1, 8))
                .hasMessage("`--threads` must lie between 1 and 8, not 9.");
    }
}
