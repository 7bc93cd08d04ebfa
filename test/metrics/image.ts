/** The image that holds Debian's influxd, made by the tests. */
export const image = 'influxdb:1.6-local';
