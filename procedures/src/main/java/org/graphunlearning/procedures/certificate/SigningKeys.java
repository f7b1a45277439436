package org.graphunlearning.procedures.certificate;

import org.graphunlearning.procedures.lifecycle.CallScope;

/** Whether certificates are signed, for whoever needs to know no more. */
public final class SigningKeys {
    private SigningKeys() {}

    /** Whether there is a key that can be read; reads the file. */
    public static boolean isPresent(CallScope scope) {
        return KeyFolder.of(scope).keys().current() != null;
    }
}
