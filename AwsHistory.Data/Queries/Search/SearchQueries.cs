using AwsHistory.Data.Model;
using Microsoft.EntityFrameworkCore;

namespace AwsHistory.Data.Queries;

/// <summary>Search by person, by service, by anything.</summary>
public static class SearchQueries
{
    /// <summary>Pages on one page of results.</summary>
    public const int GroupsOnPage = 10;

    extension(KnowledgeDb db)
    {
        /// <summary>Answers a search. Any text can be asked; none is an error.</summary>
        /// <param name="asked">What is asked.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<SearchView> SearchAsync(SearchRequest asked, CancellationToken cancellation = default)
        {
            await db.Database.OpenConnectionAsync(cancellation);
            try
            {
                return await new Searcher(db, cancellation).AnswerAsync(asked);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }

        /// <summary>Pages whose names begin with what is typed, or are near to it.</summary>
        /// <param name="typed">What is typed so far.</param>
        /// <param name="count">How many at most.</param>
        /// <param name="cancellation">Ends the query.</param>
        public async Task<IReadOnlyList<Suggestion>> SuggestAsync(string? typed, int count = 8, CancellationToken cancellation = default)
        {
            await db.Database.OpenConnectionAsync(cancellation);
            try
            {
                return await new Names(db, cancellation).SuggestAsync(SearchText.Parse(typed), count);
            }
            finally
            {
                await db.Database.CloseConnectionAsync();
            }
        }
    }
}
