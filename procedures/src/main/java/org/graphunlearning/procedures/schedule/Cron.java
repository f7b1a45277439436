package org.graphunlearning.procedures.schedule;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;

/**
 * A cron line of five fields: minute, hour, day of month, month, day of week, in UTC. Fields hold {@code *}, values, ranges, lists and
 * steps; months and weekdays also have names, and Sunday is 0 and 7.
 *
 * <p>As in Vixie's cron, a day has to fit both fields of days if one of them begins with {@code *}, and either of them if none does.
 *
 * @param line the five fields, separated by one space
 */
record Cron(String line, CronField minute, CronField hour, CronField day, CronField month, CronField weekday)
        implements Rhythm {
    private static final int HORIZON_YEARS = 50; // 29 February on one weekday comes every 28 years, or 40 about 2100
    private static final Instant ANY_TIME = Instant.parse("2024-01-01T00:00:00Z");

    /**
     * Reads a line.
     *
     * @throws IllegalArgumentException naming the field that is wrong, or when no such day ever comes
     */
    static Cron parse(String text) {
        var fields = text.strip().split("\\s+");
        if (fields.length != 5) {
            throw new IllegalArgumentException(
                    "Configuration value `cron` must have five fields (minute, hour, day of month, "
                            + "month, day of week), not " + fields.length + ".");
        }
        var out = new Cron(
                String.join(" ", fields),
                CronField.parse(CronField.Kind.MINUTE, fields[0]),
                CronField.parse(CronField.Kind.HOUR, fields[1]),
                CronField.parse(CronField.Kind.DAY, fields[2]),
                CronField.parse(CronField.Kind.MONTH, fields[3]),
                CronField.parse(CronField.Kind.WEEKDAY, fields[4]));
        out.next(ANY_TIME, ANY_TIME); // fails now rather than on some night
        return out;
    }

    @Override
    public Instant next(Instant due, Instant now) {
        var at = now.atZone(ZoneOffset.UTC).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
        var last = at.plusYears(HORIZON_YEARS);
        while (at.isBefore(last)) {
            if (!month.has(at.getMonthValue())) {
                at = at.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            } else if (!isDay(at)) {
                at = at.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            } else if (!hour.has(at.getHour())) {
                at = at.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            } else if (!minute.has(at.getMinute())) {
                at = at.plusMinutes(1);
            } else {
                return at.toInstant();
            }
        }
        throw new IllegalArgumentException(
                "Configuration value `cron` names a day that never comes; change its day of month or its month.");
    }

    @Override
    public String text() {
        return "cron " + line;
    }

    private boolean isDay(ZonedDateTime at) {
        boolean ofMonth = day.has(at.getDayOfMonth());
        boolean ofWeek = weekday.has(
                at.getDayOfWeek() == DayOfWeek.SUNDAY ? 0 : at.getDayOfWeek().getValue());
        boolean both = day.open() || weekday.open();
        return both ? ofMonth && ofWeek : ofMonth || ofWeek;
    }
}
