package org.graphunlearning.verify.certificate;

/** Bytes that are not the one way of writing what they say; names the first byte that is wrong. */
public final class NotCanonicalException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;
    private final String what;

    NotCanonicalException(int position, String what) {
        super(what);
        this.position = position;
        this.what = what;
    }

    /** What is wrong there. */
    String what() {
        return what;
    }

    /** Offset of the byte from the start of what was read, counted from 0. */
    public int position() {
        return position;
    }
}
