// Command archive keeps a personal archive of the news.
package main

func main() {}
