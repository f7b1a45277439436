package org.graphunlearning.verify.report;

/**
 * Turns text into characters that mean the same in HTML and XML, in content and between double quotes. What XML cannot hold becomes
 * U+FFFD, and so do marks that turn the direction of writing: they could make a page read other than it is.
 */
final class Escapes {
    private static final char REPLACEMENT = '\uFFFD';

    private Escapes() {}

    static void text(String content, StringBuilder out) {
        int i = 0;
        while (i < content.length()) {
            int point = content.codePointAt(i);
            switch (point) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\t', '\n' -> out.append((char) point);
                default -> out.appendCodePoint(isAllowed(point) ? point : REPLACEMENT);
            }
            i += Character.charCount(point);
        }
    }

    private static boolean isAllowed(int point) {
        return !Character.isISOControl(point)
                && !isSurrogate(point)
                && (point & 0xFFFE) != 0xFFFE // no character in any plane
                && !(point >= 0xFDD0 && point <= 0xFDEF)
                && !turnsDirection(point);
    }

    private static boolean isSurrogate(int point) {
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
    }

    private static boolean turnsDirection(int point) {
        return (point >= 0x202A && point <= 0x202E)
                || (point >= 0x2066 && point <= 0x2069)
                || point == 0x200E
                || point == 0x200F
                || point == 0x061C;
    }
}
