require 'net/http'

answer = Net::HTTP.post(URI(ARGV[0]), '{"amount":1}', 'Content-Type' => 'application/json')
puts "#{answer.code} #{answer.body}"
