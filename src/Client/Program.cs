await Console.Error.WriteLineAsync("symmetry: not yet.").ConfigureAwait(false);
return 1;
