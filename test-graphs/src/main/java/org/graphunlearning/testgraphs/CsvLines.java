package org.graphunlearning.testgraphs;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a gzip CSV file line by line as bytes, without quotes, columns found by heading. Works on the bytes of one line
 * at a time and makes no strings. Every complaint is one sentence that names file and line, never the content.
 */
final class CsvLines implements Closeable {
    private static final int FIRST_BUFFER = 1 << 16;
    private static final int MOST_COLUMNS = 64;

    private final String file;
    private final InputStream in;
    private final int longestLine;
    private byte[] buffer;
    private int bufferEnd;
    private int lineStart;
    private int lineEnd;
    private int nextStart;
    private long lineNumber;
    private List<String> headings = List.of();
    /** Where field f begins; it ends one byte before field f + 1 begins. */
    private final int[] fieldStart = new int[MOST_COLUMNS + 1];

    private CsvLines(String file, InputStream in, int longestLine) {
        this.file = file;
        this.in = in;
        this.longestLine = longestLine;
        this.buffer = new byte[Math.min(FIRST_BUFFER, longestLine + 2)];
    }

    /** Opens the file and reads its heading line. */
    static CsvLines open(Path dir, String file, int longestLine) {
        InputStream raw = null;
        try {
            raw = Files.newInputStream(dir.resolve(file));
            var lines = new CsvLines(file, new GZIPInputStream(raw, FIRST_BUFFER), longestLine);
            lines.readHeadings();
            return lines;
        } catch (NoSuchFileException e) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "The graph folder has no file `%s`.", file), e);
        } catch (ZipException | EOFException e) {
            closeAfterFailure(raw, e);
            throw new IllegalArgumentException(String.format(Locale.ROOT, "`%s` is not a gzip file.", file), e);
        } catch (IOException e) {
            closeAfterFailure(raw, e);
            throw new UncheckedIOException(String.format(Locale.ROOT, "Could not read `%s`.", file), e);
        } catch (RuntimeException e) {
            closeAfterFailure(raw, e);
            throw e;
        }
    }

    private static void closeAfterFailure(@Nullable InputStream raw, Exception failure) {
        try {
            if (raw != null) {
                raw.close();
            }
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private void readHeadings() {
        if (!readLine()) {
            throw error("the heading line is missing");
        }
        var line = new String(buffer, lineStart, lineEnd - lineStart, StandardCharsets.UTF_8);
        headings = List.of(line.split(",", -1));
        if (headings.size() > MOST_COLUMNS) {
            throw error(String.format(Locale.ROOT, "there are more than %d columns", MOST_COLUMNS));
        }
        if (headings.stream().distinct().count() < headings.size()) {
            throw error("a column is named twice");
        }
    }

    /** Place of a column, or -1. */
    int column(String heading) {
        return headings.indexOf(heading);
    }

    int requiredColumn(String heading) {
        int column = column(heading);
        if (column < 0) {
            throw error(String.format(Locale.ROOT, "there is no column `%s`", heading));
        }
        return column;
    }

    /** Moves to the next line; false at the end of the file. */
    boolean next() {
        if (!readLine()) {
            return false;
        }
        int fields = 0;
        fieldStart[0] = lineStart;
        for (int at = lineStart; at < lineEnd; at++) {
            if (buffer[at] == ',') {
                fields++;
                if (fields == headings.size()) {
                    throw error(
                            String.format(Locale.ROOT, "there are more fields than the %d headings", headings.size()));
                }
                fieldStart[fields] = at + 1;
            }
        }
        if (fields + 1 < headings.size()) {
            throw error(String.format(Locale.ROOT, "there are %d fields for %d headings", fields + 1, headings.size()));
        }
        fieldStart[fields + 1] = lineEnd + 1;
        return true;
    }

    long wholeNumber(int column, long least, long most) {
        long value = Numbers.whole(buffer, fieldStart[column], fieldStart[column + 1] - 1);
        if (value == Numbers.NOT_WHOLE) {
            throw error(String.format(Locale.ROOT, "`%s` is not a whole number", headings.get(column)));
        }
        if (value < least || value > most) {
            throw error(String.format(Locale.ROOT, "`%s` is outside %d..%d", headings.get(column), least, most));
        }
        return value;
    }

    /** Which of the words stands in the field. */
    int oneOf(int column, byte[][] words) {
        int from = fieldStart[column];
        int to = fieldStart[column + 1] - 1;
        for (int word = 0; word < words.length; word++) {
            if (Arrays.equals(words[word], 0, words[word].length, buffer, from, to)) {
                return word;
            }
        }
        var known = Arrays.stream(words)
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
        throw error(String.format(Locale.ROOT, "`%s` is none of %s", headings.get(column), String.join(", ", known)));
    }

    /** Appends the whole numbers of a list parted by single spaces, each 0 to most. */
    void wholeNumbers(int column, int most, GrowingInts into) {
        int end = fieldStart[column + 1] - 1;
        for (int from = fieldStart[column]; from < end; ) {
            int to = endOfEntry(column, from, end);
            long value = Numbers.whole(buffer, from, to);
            if (value == Numbers.NOT_WHOLE) {
                throw error(String.format(
                        Locale.ROOT, "`%s` holds an entry that is not a whole number", headings.get(column)));
            }
            if (value < 0 || value > most) {
                throw error(
                        String.format(Locale.ROOT, "`%s` holds an entry outside 0..%d", headings.get(column), most));
            }
            into.add((int) value);
            from = to + 1;
        }
    }

    /** Appends the finite decimals of a list parted by single spaces. */
    void decimals(int column, GrowingFloats into) {
        int end = fieldStart[column + 1] - 1;
        for (int from = fieldStart[column]; from < end; ) {
            int to = endOfEntry(column, from, end);
            float value = Numbers.decimal(buffer, from, to);
            if (!Float.isFinite(value)) {
                throw error(String.format(
                        Locale.ROOT, "`%s` holds an entry that is not a finite number", headings.get(column)));
            }
            into.add(value);
            from = to + 1;
        }
    }

    private int endOfEntry(int column, int from, int end) {
        int to = from;
        while (to < end && buffer[to] != ' ') {
            to++;
        }
        if (to == from || to == end - 1) {
            throw error(
                    String.format(Locale.ROOT, "`%s` must part its entries by single spaces", headings.get(column)));
        }
        return to;
    }

    IllegalArgumentException error(String problem) {
        return new IllegalArgumentException(String.format(Locale.ROOT, "`%s` line %d: %s.", file, lineNumber, problem));
    }

    private boolean readLine() {
        lineStart = nextStart;
        lineNumber++;
        int at = lineStart;
        while (true) {
            while (at < bufferEnd && buffer[at] != '\n') {
                at++;
            }
            if (at - lineStart > longestLine) {
                throw error(String.format(Locale.ROOT, "the line is longer than %d bytes", longestLine));
            }
            if (at < bufferEnd) {
                nextStart = at + 1;
                break;
            }
            int moved = lineStart;
            boolean ended = !fill();
            at -= moved - lineStart;
            if (ended) {
                nextStart = at;
                if (at == lineStart) {
                    return false;
                }
                break;
            }
        }
        lineEnd = at > lineStart && buffer[at - 1] == '\r' ? at - 1 : at;
        return true;
    }

    /** Moves the begun line to the front and reads behind it; false at the end of the file. */
    private boolean fill() {
        int begun = bufferEnd - lineStart;
        if (begun == buffer.length) {
            // One byte more than the longest line is enough to notice that a line is too long.
            buffer = Arrays.copyOf(buffer, (int) Math.min(2L * begun, longestLine + 2L));
        } else if (lineStart > 0) {
            System.arraycopy(buffer, lineStart, buffer, 0, begun);
        }
        lineStart = 0;
        bufferEnd = begun;
        try {
            int read = in.read(buffer, begun, buffer.length - begun);
            bufferEnd += Math.max(read, 0);
            return read > 0;
        } catch (ZipException | EOFException e) {
            var error = error("the gzip data is damaged or ends too early");
            error.initCause(e);
            throw error;
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "Could not read `%s`.", file), e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(String.format(Locale.ROOT, "Could not close `%s`.", file), e);
        }
    }
}
