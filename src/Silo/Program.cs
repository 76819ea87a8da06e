await Console.Error.WriteLineAsync("symmetry-silo: not yet.").ConfigureAwait(false);
return 1;
