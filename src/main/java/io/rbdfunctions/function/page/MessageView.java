package io.rbdfunctions.function.page;

import java.util.Map;

/**
 * A page with a message, and the form to sign in if that helps.
 *
 * @param isProblem whether the message is about a problem
 */
record MessageView(String title, String text, boolean isProblem, Form form) {
    /** What follows the message. */
    enum Form {
        /** A link to the status page. */
        NONE,
        /** The form to sign in. */
        SIGN_IN,
        /**
         * A link to the status page, which is followed at once. Not a redirect: if another site, or a local file, has sent the form,
         * a browser would follow that without the cookie.
         */
        CONTINUE
    }

    static final MessageView SIGN_IN =
            new MessageView("Sign in", "The status of the volumes is for people who may see it.", false, Form.SIGN_IN);
    static final MessageView TOKEN_REJECTED = new MessageView(
            "Sign in",
            "The API server rejected the token: it is invalid, has expired, or is for another audience.",
            true,
            Form.SIGN_IN);
    static final MessageView SIGNED_IN = new MessageView("Signed in", "", false, Form.CONTINUE);
    static final MessageView SIGNED_OUT =
            new MessageView("Signed out", "This browser has forgotten the token.", false, Form.SIGN_IN);

    String render() {
        return HtmlTemplate.MESSAGE.render(Map.of(
                "title", title,
                "text", text,
                "isProblem", isProblem,
                "isForm", form == Form.SIGN_IN,
                "isContinued", form == Form.CONTINUE));
    }
}
