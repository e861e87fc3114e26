#!/usr/bin/env bash
# Disk image for macOS from dist/zjviewer.app: resources/packaging/disk_image.sh VERSION. Not yet run.
# With SIGNING_IDENTITY (a Developer ID Application certificate in the keychain) the program is signed for the hardened
# runtime, and with NOTARY_PROFILE (stored by `xcrun notarytool store-credentials`) the image is notarised and stapled.
set -euo pipefail
cd "$(dirname "$0")/../.."
version="$1"
image="dist/zjviewer-$version.dmg"
folder="$(mktemp -d)"
trap 'rm -rf "$folder"' EXIT
cp -R dist/zjviewer.app "$folder/"
ln -s /Applications "$folder/Applications"
if [ -n "${SIGNING_IDENTITY:-}" ]; then
    codesign --force --deep --options runtime --timestamp --sign "$SIGNING_IDENTITY" "$folder/zjviewer.app"
    codesign --verify --deep --strict "$folder/zjviewer.app"
fi
hdiutil create -volname zjviewer -srcfolder "$folder" -format UDZO -ov "$image"
if [ -n "${NOTARY_PROFILE:-}" ]; then
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
fi
