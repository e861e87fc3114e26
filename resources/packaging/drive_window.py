def drive_window(place):
    return ()
