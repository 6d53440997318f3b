/** Whether this is the debug build: a constant of the build. */
declare const DEBUG: boolean;
