package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neo4j.values.storable.DurationValue;

class ScheduleConfigTest {
    static Stream<Arguments> intervals() {
        return Stream.of(
                Arguments.of("PT5M", Duration.ofMinutes(5)),
                Arguments.of("P1DT2H", Duration.ofHours(26)),
                Arguments.of(90L, Duration.ofSeconds(90)),
                Arguments.of(Map.of("minutes", 5L), Duration.ofMinutes(5)),
                Arguments.of(Map.of("days", 1L, "hours", 2L, "minutes", 3L, "seconds", 4L), Duration.ofSeconds(93_784)),
                Arguments.of(DurationValue.duration(0, 2, 30, 0), Duration.ofSeconds(172_830)));
    }

    @ParameterizedTest
    @MethodSource("intervals")
    void readsAnIntervalInEveryForm(Object every, Duration interval) {
        var config = ScheduleConfig.parse(Map.of("every", every));

        assertThat(config.rhythm()).isEqualTo(new Rhythm.Every(interval));
        assertThat(config.resolved())
                .isEqualTo(Map.of("modelName", "*", "every", interval.toString(), "recompute", false));
    }

    @Test
    void readsACronLine() {
        var config = ScheduleConfig.parse(Map.of("cron", "0 3 * * *", "modelName", "fraud", "recompute", true));

        assertThat(config)
                .isEqualTo(new ScheduleConfig(
                        "fraud",
                        Cron.parse("0 3 * * *"),
                        true,
                        Map.of("modelName", "fraud", "cron", "0 3 * * *", "recompute", true)));
    }

    static Stream<Arguments> mistakes() {
        var form =
                "Configuration value `every` must be an ISO-8601 duration of days or less such as 'P1D' or 'PT5M', a "
                        + "number of seconds, or a map such as {minutes: 5}.";
        return Stream.of(
                Arguments.of(Map.of(), "Give either `every` or `cron`, one of them, such as `every: 'PT24H'`."),
                Arguments.of(Map.of("every", "PT5M", "cron", "* * * * *"), "Give either `every` or `cron`, not both."),
                Arguments.of(
                        Map.of("every", 59L),
                        "Configuration value `every` must lie between 60 seconds and 366 days, not 59 seconds."),
                Arguments.of(
                        Map.of("every", "-PT5M"),
                        "Configuration value `every` must lie between 60 seconds and 366 days, not -300 seconds."),
                Arguments.of(
                        Map.of("every", "P367D"),
                        "Configuration value `every` must lie between 60 seconds and 366 days, not 31708800 seconds."),
                Arguments.of(Map.of("every", "daily"), form),
                Arguments.of(Map.of("every", "P1M"), form),
                Arguments.of(Map.of("every", DurationValue.duration(1, 0, 0, 0)), form),
                Arguments.of(Map.of("every", true), form),
                Arguments.of(
                        Map.of("every", Map.of("minute", 5L)),
                        "Unexpected configuration key `minute`. Did you mean `minutes`?"),
                Arguments.of(
                        Map.of("evry", "PT5M", "cron", "* * * * *"),
                        "Unexpected configuration key `evry`. Did you mean `every`?"),
                Arguments.of(
                        Map.of("every", "PT5M", "recompute", "yes"),
                        "Configuration value `recompute` must be true or false, not a string."));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void refusesInOneSentence(Map<String, Object> raw, String sentence) {
        assertThatThrownBy(() -> ScheduleConfig.parse(raw))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(sentence);
    }
}
