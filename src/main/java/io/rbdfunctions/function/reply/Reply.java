package io.rbdfunctions.function.reply;

/** The body of a response, or the data of a reply event. */
public interface Reply {

    /** The subject of the reply event if the request names none. */
    String subject();

    /** A reply whose subject is the image. */
    interface OfImage extends Reply {
        String image();

        @Override
        default String subject() {
            return image();
        }
    }
}
