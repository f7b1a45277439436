package org.graphunlearning.testgraphs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {
    @ParameterizedTest
    @ValueSource(strings = {"0", "7", "-1", "0042", "9223372036854775807", "-9223372036854775807"})
    void readsWholeNumbers(String text) {
        assertThat(whole(text)).isEqualTo(Long.parseLong(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                "+1",
                "1.0",
                " 1",
                "1 ",
                "a",
                "--1",
                "9223372036854775808",
                "99999999999999999999",
                "1\u00e9"
            })
    void refusesWhatIsNoWholeNumber(String text) {
        assertThat(whole(text)).isEqualTo(Numbers.NOT_WHOLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "-0.0",
                "1",
                "2.5",
                "0.25524727",
                ".5",
                "5.",
                "1e3",
                "1E-5",
                "1e+2",
                "-1.17549435E-38",
                "1.4E-45",
                "3.4028235E38",
                "16777217",
                "16777219",
                "0.1",
                "123456789012345678901234567890",
                "1.00000005960464477540",
                "0.000000000000000000000000000000000001",
                "1e-60",
                "1.000000059604644775390625",
                "8388608.5"
            })
    void readsDecimalsAsTheJdkDoes(String text) {
        assertThat(Float.floatToIntBits(decimal(text))).isEqualTo(Float.floatToIntBits(Float.parseFloat(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-",
                ".",
                "e5",
                "1e",
                "1e+-5",
                "1e--5",
                "1.2.3",
                "NaN",
                "Infinity",
                "1f",
                "0x1p3",
                "1 2",
                "+1",
                "1e999999"
            })
    void refusesWhatIsNoDecimal(String text) {
        assertThat(decimal(text)).isNaN();
    }

    @Test
    void overflowsToInfinityForTheReaderToRefuse() {
        assertThat(decimal("1e99")).isInfinite();
    }

    @Test
    void readsBackEveryPrintedFloat() {
        var random = SplitMix64.stream(3, 0);
        for (int i = 0; i < 300_000; i++) {
            float value = Float.intBitsToFloat((int) random.nextLong());
            if (Float.isFinite(value)) {
                assertSame(value, Float.toString(value));
            }
        }
    }

    @Test
    void readsLongDecimalsAsTheJdkDoes() {
        var random = SplitMix64.stream(4, 0);
        for (int i = 0; i < 300_000; i++) {
            var text = Double.toString(random.nextDouble() * 1000);
            assertSame(Float.parseFloat(text), text);
        }
    }

    private static void assertSame(float expected, String text) {
        if (Float.floatToIntBits(decimal(text)) != Float.floatToIntBits(expected)) {
            assertThat(decimal(text)).as(text).isEqualTo(expected);
        }
    }

    private static long whole(String text) {
        var bytes = ("x" + text + "5").getBytes(StandardCharsets.UTF_8);
        return Numbers.whole(bytes, 1, bytes.length - 1);
    }

    private static float decimal(String text) {
        var bytes = ("x" + text + "5").getBytes(StandardCharsets.UTF_8);
        return Numbers.decimal(bytes, 1, bytes.length - 1);
    }
}
