/** next-auth's names for the session cookie: the first over https, the second over http. */
export const SESSION_COOKIES = ["__Secure-next-auth.session-token", "next-auth.session-token"] as const;

/** Names the Channel that somebody of support views as its partner does. */
export const VIEW_AS_COOKIE = "channelscope.view-as";

/** Under this request header the proxy tells pages which path was asked for, whatever a client sent. */
export const PATH_HEADER = "x-channelscope-path";
