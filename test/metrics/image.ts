/** The image with Debian's influxd, created by the tests. */
export const image = 'influxdb:1.6-local';
