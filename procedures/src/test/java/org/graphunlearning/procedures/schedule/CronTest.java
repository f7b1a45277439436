package org.graphunlearning.procedures.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected times were worked out by hand from a calendar: 21 November 2026 is a Saturday. */
class CronTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // plain, and strictly after
                "0 3 * * *          | 2026-11-21T11:00:00Z | 2026-11-22T03:00:00Z",
                "0 3 * * *          | 2026-11-22T02:59:59Z | 2026-11-22T03:00:00Z",
                "0 3 * * *          | 2026-11-22T03:00:00Z | 2026-11-23T03:00:00Z",
                "*/15 * * * *       | 2026-11-21T10:46:31Z | 2026-11-21T11:00:00Z",
                "* * * * *          | 2026-11-21T23:59:30Z | 2026-11-22T00:00:00Z",
                // ends of months and years
                "0 0 31 * *         | 2026-04-01T00:00:00Z | 2026-05-31T00:00:00Z",
                "0 0 31 * *         | 2026-05-31T00:00:00Z | 2026-07-31T00:00:00Z",
                "0 0 30 * *         | 2027-01-30T00:00:00Z | 2027-03-30T00:00:00Z",
                "0 0 29 2 *         | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
                "59 23 31 12 *      | 2026-12-31T23:59:00Z | 2027-12-31T23:59:00Z",
                "0 0 1 1 *          | 2026-11-21T11:00:00Z | 2027-01-01T00:00:00Z",
                // weekdays, by number, by name, and Sunday twice
                "0 12 * * 1         | 2026-11-21T11:00:00Z | 2026-11-23T12:00:00Z",
                "0 0 * * 7          | 2026-11-21T11:00:00Z | 2026-11-22T00:00:00Z",
                "0 0 * * 0          | 2026-11-21T11:00:00Z | 2026-11-22T00:00:00Z",
                "0 0 * * Sun        | 2026-11-21T11:00:00Z | 2026-11-22T00:00:00Z",
                "0 9-17/4 * * mon-fri | 2026-11-21T11:00:00Z | 2026-11-23T09:00:00Z",
                "0 9-17/4 * * mon-fri | 2026-11-23T13:00:00Z | 2026-11-23T17:00:00Z",
                "0 9-17/4 * * mon-fri | 2026-11-23T17:00:00Z | 2026-11-24T09:00:00Z",
                // both fields of days: either one fits
                "0 0 13 * 5         | 2026-11-21T00:00:00Z | 2026-11-27T00:00:00Z",
                "0 0 13 * 5         | 2026-12-11T00:00:00Z | 2026-12-13T00:00:00Z",
                "0 0 13 * 5         | 2026-12-13T00:00:00Z | 2026-12-18T00:00:00Z",
                // one of them begins with a star: both must fit
                "0 0 */2 * 1        | 2026-11-21T00:00:00Z | 2026-11-23T00:00:00Z",
                "0 0 */2 * 1        | 2026-11-23T00:00:00Z | 2026-12-07T00:00:00Z",
                "0 0 29 2 */7       | 2026-01-01T00:00:00Z | 2032-02-29T00:00:00Z",
                // lists and names of months
                "5,35 0 1 jan,jul * | 2026-01-01T00:05:00Z | 2026-01-01T00:35:00Z",
                "5,35 0 1 jan,jul * | 2026-01-01T00:35:00Z | 2026-07-01T00:05:00Z",
                // an hour that central Europe skips exists in UTC
                "30 2 29 3 *        | 2026-03-01T00:00:00Z | 2026-03-29T02:30:00Z"
            })
    void comesNextAt(String line, Instant after, Instant next) {
        assertThat(Cron.parse(line).next(after, after)).isEqualTo(next);
    }

    @Test
    void doesNotAskWhereTheServerStands() {
        var usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));

            comesNextAt("30 2 29 3 *", Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2026-03-29T02:30:00Z"));
        } finally {
            TimeZone.setDefault(usual);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "60 * * * *      | is wrong in its field `minute`: `60` must lie between 0 and 59.",
                "* 24 * * *      | is wrong in its field `hour`: `24` must lie between 0 and 23.",
                "* * 0 * *       | is wrong in its field `day of month`: `0` must lie between 1 and 31.",
                "* * * 13 *      | is wrong in its field `month`: `13` must lie between 1 and 12.",
                "* * * * 8       | is wrong in its field `day of week`: `8` must lie between 0 and 7.",
                "* * * foo *     | is wrong in its field `month`: `foo` is not a number or a name.",
                "x * * * *       | is wrong in its field `minute`: `x` is not a number.",
                "1,,2 * * * *    | is wrong in its field `minute`: `` is not a number.",
                "-5 * * * *      | is wrong in its field `minute`: `` is not a number.",
                "* 5-2 * * *     | is wrong in its field `hour`: `5-2` runs backwards; put the smaller value first.",
                "*/0 * * * *     | is wrong in its field `minute`: a step must lie between 1 and 59, not 0.",
                "5/10 * * * *    | is wrong in its field `minute`: `5/10` has a step without a range; write `*/10` or a range.",
                "0 0 31 2 *      | names a day that never comes; change its day of month or its month.",
                "0 0 * *         | must have five fields (minute, hour, day of month, month, day of week), not 4.",
                "@daily          | must have five fields (minute, hour, day of month, month, day of week), not 1."
            })
    void refusesALineAndNamesTheField(String line, String why) {
        assertThatThrownBy(() -> Cron.parse(line))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Configuration value `cron` " + why);
    }

    @Test
    void readsBackWhatItWrote() {
        var cron = Cron.parse("  0  3 * *   1 ");

        assertThat(cron.text()).isEqualTo("cron 0 3 * * 1");
        assertThat(Rhythm.parse(cron.text())).isEqualTo(cron);
        assertThat(Rhythm.parse("every PT5M")).isEqualTo(new Rhythm.Every(Duration.ofMinutes(5)));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:00Z, 2026-11-21T11:00:00Z",
        "2026-11-21T10:00:00Z, 2026-11-21T10:00:07Z, 2026-11-21T11:00:00Z",
        "2026-11-21T10:00:00Z, 2026-11-21T13:30:00Z, 2026-11-21T14:00:00Z",
        "2026-11-21T10:00:00Z, 2026-11-21T14:00:00Z, 2026-11-21T15:00:00Z",
        "2026-11-21T10:00:00Z, 2026-11-21T08:00:00Z, 2026-11-21T11:00:00Z"
    })
    void keepsThePhaseOfAnInterval(Instant due, Instant now, Instant next) {
        assertThat(new Rhythm.Every(Duration.ofHours(1)).next(due, now)).isEqualTo(next);
    }
}
