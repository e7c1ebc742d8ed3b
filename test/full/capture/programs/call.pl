use HTTP::Tiny;

my $answer = HTTP::Tiny->new(verify_SSL => 1)->post($ARGV[0], { content => '{"amount":1}' });
print "$answer->{status} $answer->{content}\n";
